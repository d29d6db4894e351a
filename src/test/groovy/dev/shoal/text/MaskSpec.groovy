package dev.shoal.text

import spock.lang.Specification
import spock.lang.Timeout

class MaskSpec extends Specification {
    def "'#text' is shown as '#masked'"() {
        expect:
        Mask.text(text) == masked

        where:
        text                                                  || masked
        'tool --password hunter2 --host x'                    || 'tool --password *** --host x'
        'tool --password=hunter2'                             || 'tool --password=***'
        "tool --password 'two words' x"                       || 'tool --password *** x'
        'tool --password="a \\" b" x'                         || 'tool --password=*** x'
        "tool --db-password=pa'x y'z"                         || 'tool --db-password=***'
        'tool --token abc; ls'                                || 'tool --token ***; ls'
        'vault --api-key abc'                                 || 'vault --api-key ***'
        'PASSWORD=hunter2 run'                                || 'PASSWORD=*** run'
        'PGPASSWORD=hunter2 psql'                             || 'PGPASSWORD=*** psql'
        'export GITHUB_TOKEN=abc AWS_SECRET_ACCESS_KEY=x/y+z' || 'export GITHUB_TOKEN=*** AWS_SECRET_ACCESS_KEY=***'
        'CLIENT_SECRET="a b" x'                               || 'CLIENT_SECRET=*** x'
        'MYSQL_PWD=x mysql'                                   || 'MYSQL_PWD=*** mysql'
        'jdbc:postgresql://db/x?user=u&password=p&ssl=true'   || 'jdbc:postgresql://db/x?user=u&password=***&ssl=true'
        'http://h/?access_token=abc&x=1'                      || 'http://h/?access_token=***&x=1'
        "curl -H 'Authorization: Bearer abc.def' http://x"    || "curl -H 'Authorization: Bearer ***' http://x"
        'authorization: Basic dTpw'                           || 'authorization: Basic ***'
        "curl -H 'X-Auth-Token: abc' x"                       || "curl -H 'X-Auth-Token: ***' x"
        "curl -H 'PRIVATE-TOKEN: abc' x"                      || "curl -H 'PRIVATE-TOKEN: ***' x"
        'git clone https://ann:hunter2@git/x'                 || 'git clone https://ann:***@git/x'
        'ftp://u:p@ss@host/x'                                 || 'ftp://u:***@host/x'
        'redis://:abc@host:6379'                              || 'redis://:***@host:6379'
        'sshpass -p hunter2 ssh h'                            || 'sshpass -p *** ssh h'
        'sshpass -phunter2 ssh -p 22 h'                       || 'sshpass -p*** ssh -p 22 h'
        'sshpass -v -p hunter2 ssh h'                         || 'sshpass -v -p *** ssh h'
        'mysql -u root -phunter2 db'                          || 'mysql -u root -p*** db'
        'mysqldump -phunter2 db | gzip -p1'                   || 'mysqldump -p*** db | gzip -p1'
        '/usr/bin/mysql -phunter2'                            || '/usr/bin/mysql -p***'
        'curl -u ann:hunter2 http://x'                        || 'curl -u ann:*** http://x'
        'curl -s --user ann:hunter2 http://x'                 || 'curl -s --user ann:*** http://x'
        'curl -d \'{"user":"a","password":"b c"}\''           || 'curl -d \'{"user":"a","password":***}\''
        '{"access_token" : "x"}'                              || '{"access_token" : ***}'
    }

    def "a command line that is usual shows no secret: #text"() {
        expect:
        !Mask.text(text).contains('hunter2')
        Mask.text(text).contains('***')

        where:
        text << """
            DB_PASS=hunter2 ./run
            export SSHPASS=hunter2
            ROOTPW=hunter2 run
            db_pwd=hunter2 run
            APIKEY=hunter2 run
            STRIPE_KEY=hunter2 run
            REDISCLI_AUTH=hunter2 redis-cli ping
            docker run -e POSTGRES_PASSWORD=hunter2 pg
            docker run -e MY_CREDS=hunter2 x
            java -Ddb.pass=hunter2 -jar x
            mount -t cifs //s/x /m -o username=a,password=hunter2,ro
            DefaultEndpointsProtocol=https;AccountName=a;AccountKey=hunter2
            setenv DB_PASS hunter2
            set -x DB_PASS hunter2
            setx DB_PASS=hunter2
            tool --db-pass hunter2
            tool --root-pw=hunter2
            plink -pw hunter2 ann@h ls
            keytool -list -keystore k -storepass hunter2
            consul members -token=hunter2
            tailscale up --authkey hunter2
            curl --oauth2-bearer hunter2 http://x
            gpg --batch --passphrase hunter2 -c f
            docker login -u ann -p hunter2 reg
            docker login -phunter2 -u ann
            podman login reg --username ann --password hunter2
            echo hunter2 | docker login -u ann --password-stdin
            az login -u ann -p hunter2
            oc login https://x -u ann -p hunter2
            echo 'root:hunter2' | chpasswd
            echo "root:hunter2" | sudo chpasswd
            echo root:hunter2 | /usr/sbin/chpasswd -e
            printf 'root:%s' hunter2 | chpasswd
            chpasswd <<< root:hunter2
            echo hunter2 | passwd --stdin root
            echo -e 'hunter2\\nhunter2' | passwd root
            passwd root <<< hunter2
            echo hunter2 | sudo -S id
            echo hunter2 | sudo -kS id
            sudo -S id <<< hunter2
            usermod -p hunter2 ann
            useradd -m -p 'hunter2' ann
            redis-cli -a hunter2 ping
            redis-cli -h h -a 'hunter2' ping
            ldapsearch -x -D cn=a -w hunter2 -b dc=x
            ldappasswd -x -D cn=a -w hunter2 -s hunter2 u
            ldappasswd -x -D cn=a -W -s hunter2 -a hunter2 u
            vault login hunter2
            vault login -method=token hunter2
            vault login token=hunter2
            vault operator unseal hunter2
            aws configure set aws_secret_access_key hunter2
            npm config set //r/:_authToken hunter2
            npm config set //r/:_authToken=hunter2
            kubectl create secret generic s --from-literal=password=hunter2
            kubectl create secret generic s --from-literal foo=hunter2
            kubectl config set-credentials a --token=hunter2
            openssl rsa -in k -passin pass:hunter2
            openssl enc -aes256 -pass pass:hunter2 -in f
            openssl enc -aes256 -k hunter2 -in f
            openssl passwd -6 hunter2
            mkpasswd -m sha-512 hunter2
            mysql -e "CREATE USER a IDENTIFIED BY 'hunter2'"
            mysql -e "ALTER USER a IDENTIFIED WITH mysql_native_password BY 'hunter2'"
            psql -c "ALTER USER a WITH PASSWORD 'hunter2'"
            mysql -e "SET PASSWORD FOR 'a'@'h' = PASSWORD('hunter2')"
            mysqladmin -u root password 'hunter2'
            curl -H "Authorization: Bearer hunter2" x
            curl -H "Authorization: ApiKey hunter2" x
            curl -H 'Authorization: AWS4 a=b, c=hunter2' x
            curl -H "X-Api-Key: hunter2" x
            http x X-API-Key:hunter2
            http -a ann:hunter2 x
            curl -U ann:hunter2 x
            curl --proxy-user ann:hunter2 x
            curl 'http://x/?sig=hunter2&y=1'
            smbclient -U 'ann%hunter2' //s/x
            lftp -u ann,hunter2 h
            sqlplus ann/hunter2@db
            sqlcmd -S h -U sa -P hunter2
            ipmitool -H h -U a -P hunter2 power status
            mongosh -u a -p hunter2
            mongodump --username a --password hunter2
            zip -P hunter2 x.zip f
            7z a -phunter2 x.7z f
            ssh-keygen -t ed25519 -N hunter2 -f k
            snmpwalk -v2c -c hunter2 h
            xfreerdp /u:a /p:hunter2 /v:h
            htpasswd -b /etc/x ann hunter2
            htpasswd -nb ann hunter2
            rabbitmqctl add_user ann hunter2
            samba-tool user create ann hunter2
            nmcli dev wifi connect home password hunter2
            wpa_passphrase home hunter2
            mc alias set s3 http://x access hunter2
            echo "password: hunter2" >> /etc/x
            echo 'db_password: hunter2' > f
            echo "<password>hunter2</password>" > f
            sh -c 'mysql -phunter2 db'
            kadmin -q "addprinc -pw hunter2 ann"
            mosquitto_pub -h h -u a -P hunter2 -t x -m y
            """.readLines()*.trim().findAll()
    }

    def "what a heredoc hands to chpasswd is masked"() {
        expect:
        Mask.text("chpasswd <<EOF\nroot:hunter2\nann:hunter2\nEOF\nid") == 'chpasswd <<EOF\n***\nEOF\nid'
    }

    def "'#text' is innocent"() {
        expect:
        Mask.text(text).is(text) || Mask.text(text) == text

        where:
        text << [
            'ssh -p 22 host', 'mkdir -p /srv/x', 'ps -p 1', 'passwd -l root', 'cat /etc/passwd', 'token_count=3', 'TOKENS=3', 'tokenize --token-count 3',
            'PWD=/root', 'OLDPWD=/root', 'mysql -h db -P 3306 -p', 'mysql -u root -p db', 'mysql --protocol tcp', 'gzip -p1',
            'tool --password-file /etc/x', 'tool --password --host x', 'tool --password', 'SSH_PASSWORD_FILE=/etc/x', 'PASSWORD= run',
            'grep password /etc/x', 'http://host:80/a@b', 'http://[::1]:80/', 'ssh://git@host/x', 'keyboard=us', 'monkey=banana', 'ssh-keygen -t rsa',
            'curl -u ann http://x', 'bypass=1 run', 'compass=north', 'monkey=banana', 'sort --key=2 f', 'curl --key f.pem x', 'docker run -p 80:80 x', 'docker ps',
            'cp -p a b', 'ldapsearch -s base -b dc=x', 'passwd root', 'echo hello | tee /etc/passwd', 'echo hello | passwdless', 'chpasswd < /root/f', 'vault status',
            'aws configure set region eu', 'redis-cli ping', 'zip -r x.zip f', 'tar -P -x', 'openssl x509 -in f -noout', 'mount -o ro,user=a /m', 'htop', 'set -e',
            'git config --global user.name x', 'kubectl create configmap c', 'sudo -i', 'ssh-keygen -l -f k', 'uptime', 'df -h /', 'ps -ef', 'net use',
            'web1: host key changed: it now shows ED25519 SHA256:abc', 'SHOAL_DB_PASSWORD: unknown variable, ignored', 'echo token', 'exec --ask-password uptime', 'journalctl -u sshd.service', 'a.password', '"password" is bad', '--set x: wants KEY=VALUE, as --set a=1', 'Sekret: no', ''
        ]
    }

    def "a secret's value is masked wherever it stands, as often as it stands there"() {
        given:
        def secret = Secret.of('s3cr3t*')

        expect:
        Mask.text('s3cr3t* and xs3cr3t*s3cr3t*') == '*** and x******'
        Mask.text('s3cr3t') == 's3cr3t'
        !secret.empty
    }

    def "a value too short to be told from other text is left, so that the text stays readable"() {
        given:
        def secret = Secret.of('abc')

        expect:
        Mask.text('abcdef') == 'abcdef'
        !secret.empty
    }

    @Timeout(10)
    def "no text makes masking slow"() {
        expect:
        Mask.text(text).length() > 0

        where:
        text << ['password=' + "''" * 100_000, '--password ' + '\\x' * 100_000, 'a' * 1_000_000 + 'password', 'x://' + 'a:' * 200_000,
            'mysql ' + 'x ' * 200_000, 'curl ' + '-u ' * 100_000, '"password":"' + '\\' * 100_001, 'a_' * 100_000 + 'token', 'a-' * 100_000 + 'token: ',
            'sshpass ' * 50_000, 'sshpass ' + '-v ' * 100_000, '--a-' * 100_000 + 'password', 'mysql ' * 50_000, 'curl ' * 50_000,
            'echo ' * 50_000 + '| passwd', 'echo x|' * 30_000, 'set ' * 50_000 + 'pass', 'vault login ' + '-a ' * 50_000, 'htpasswd ' * 30_000, 'docker ' * 30_000 + 'login',
            'chpasswd <<E\n' * 10_000, 'ldapsearch ' * 30_000, 'a' * 500_000 + 'pw', 'sudo ' * 50_000 + '-S', 'openssl enc ' * 30_000, '<' * 200_000 + 'pass>']
    }
}

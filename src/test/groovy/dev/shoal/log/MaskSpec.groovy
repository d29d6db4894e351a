package dev.shoal.log

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

    def "'#text' is innocent"() {
        expect:
        Mask.text(text).is(text) || Mask.text(text) == text

        where:
        text << [
            'ssh -p 22 host', 'mkdir -p /srv/x', 'ps -p 1', 'passwd -l root', 'cat /etc/passwd', 'token_count=3', 'TOKENS=3', 'tokenize --token-count 3',
            'PWD=/root', 'OLDPWD=/root', 'mysql -h db -P 3306 -p', 'mysql -u root -p db', 'mysql --protocol tcp', 'gzip -p1',
            'tool --password-file /etc/x', 'tool --password --host x', 'tool --password', 'SSH_PASSWORD_FILE=/etc/x', 'PASSWORD= run',
            'grep password /etc/x', 'http://host:80/a@b', 'http://[::1]:80/', 'ssh://git@host/x', 'keyboard=us', 'monkey=banana', 'ssh-keygen -t rsa',
            'curl -u ann http://x', 'echo secret', 'journalctl -u sshd.service', 'a.password', '"password" is wrong', 'Sekret: no', ''
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
            'sshpass ' * 50_000, 'sshpass ' + '-v ' * 100_000, '--a-' * 100_000 + 'password', 'mysql ' * 50_000, 'curl ' * 50_000]
    }
}

package dev.shoal.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What secrets look like on command lines: values of variables, fields and options by the endings of their names, then a table of
 * programs that take a secret in a way of their own. In each pattern group 1 stays and what follows it is masked. Every
 * repetition is bounded or possessive, so that no text can make a matcher deep or slow.
 */
final class SecretShapes {
    /** One word of a shell, quotes and all. */
    private static final String WORD =
            "(?:[^\\s'\"\\\\;&|<>()]++|'[^']*+'|\"(?:[^\"\\\\]++|\\\\.){0,200}+\"|\\\\.){1,50}+";

    /** A word, and the blanks after it. */
    private static final String SKIP = WORD + "\\s++";
    /** Options before what a program takes by its place. */
    private static final String FLAGS = "(?:-\\S++\\s++){0,10}+";
    /** Further words of the same command. */
    private static final String REST = "(?:[^|;&\\n]{0,300}?\\s)??";

    private static final String PASSWORD = "password|passwd|passphrase|passcode";

    /** What the name of a secret ends in: {@code DB_PASS}, {@code rootpw}, {@code GITHUB_TOKEN}, {@code api-key}, {@code accountKey}. */
    private static final String ENDING = "(?:" + PASSWORD + "|(?<!by)(?<!com)(?<!tres)(?<!sur)pass|pw|pwd|secret|token"
            + "|(?<![a-z0-9])creds?|credentials?|(?<=[_.-])key|(?:api|access|secret|private|auth|account|master|signing)key"
            + "|(?-i:(?<=[a-z0-9])Key)|(?-i:KEY)|(?-i:REDISCLI_AUTH)|(?<![a-z0-9])_auth)";

    private static final String ENDS = "pass pw secret token cred key auth";

    /** What the name of such an option ends in; {@code --key} names a file, most often. */
    private static final String OPTION = "(?:" + PASSWORD
            + "|pass|pw|pwd|token|secret|credentials?|(?:api|access|secret|private|auth)[_-]?key|oauth2-bearer)";

    private static final List<Shape> NAMES = List.of(
            // --password X, --db-pass=X, -storepass X; not --password-file X, not --password --next
            shape(
                    "-",
                    "pass pw token secret credential key bearer",
                    "((?:^|[\\s'\"])--?(?!-?ask-)(?:[\\w-]*?[\\w-])??" + OPTION + "(?:=|\\s++(?!-)))" + WORD),
            // DB_PASS=X, ?access_token=X, password=X in a field; not PWD=/root, not token_count=3
            shape(
                    "=",
                    ENDS,
                    "((?:(?<![\\w.-])|(?<=\\s-D))(?!(?:OLD)?PWD=|KEY=VALUE\\b)(?=\\w)[\\w.-]*?" + ENDING + "=)" + WORD),
            shape("", "sig", "([?&]sig(?:nature)?=)" + WORD),
            // {"password": "X"}, password: X
            shape("\"", ENDS, "(\"[\\w.-]*?" + ENDING + "\"\\s*+:\\s*+)\"(?:[^\"\\\\]++|\\\\.){0,200}+\""),
            shape(
                    "",
                    "password passwd passphrase passcode secret token",
                    "((?<![\\w.-])[\\w.-]*?(?:" + PASSWORD
                            + "|secret|token):[ \\t]++)[^\\s'\",}]++(?=[ \\t]*+(?:$|[\\r\\n'\",}\\\\]))"),
            shape("</", ENDS, "(<[\\w.:-]*?" + ENDING + ">)[^<\\n]{1,500}+"),
            // Authorization: Bearer X, X-Auth-Token: X
            shape(
                    "",
                    "authorization",
                    "(\\bauthorization['\"]?\\s*+:\\s*+['\"]?(?:(?:bearer|basic|digest|token|negotiate|apikey)\\s++)?+)[^'\"\\n]++"),
            shape(
                    "",
                    "token key secret cookie",
                    "((?<![\\w-])(?:[\\w-]*?-(?:token|key|secret)|cookie)\\s*+:\\s++|(?<![\\w-])x-[\\w-]*?(?:token|key|secret):)[^\\s'\"]++"),
            // https://user:X@host
            shape("", "://", "(\\b[a-z][a-z0-9+.-]{0,20}+://[^\\s/:@'\"]*+:)[^\\s/'\"]{1,500}(?=@)"),
            // aws configure set aws_secret_access_key X, setenv DB_PASS X, fish's set -x DB_PASS X
            shape("", "set", "(\\b(?:set|setenv)\\s++" + FLAGS + "[^\\s=]*?" + ENDING + "\\s++)" + WORD),
            // SQL
            shape(
                    "",
                    "identified",
                    "(\\bidentified\\s++(?:with\\s++\\S++\\s++)?+(?:by|as)\\s++(?:password\\s++)?+)" + WORD),
            shape("", "password", "(\\bpassword\\s*+[=(]?\\s*+)'[^']*+'"),
            shape(
                    "",
                    "password",
                    "(\\bset\\s++password\\s++for\\s++[^=\\n]{1,100}+=\\s*+(?:password\\s*+\\()?+\\s*+)" + WORD));

    /** Programs with options that take a secret, attached or as the next word. */
    private static final List<Shape> OPTIONS = Stream.of(
                    options("sshpass", "sshpass", "-p"),
                    options(
                            "login",
                            "(?:docker|podman|buildah|nerdctl|skopeo|helm|oc|az)\\s[^|;&\\n]{0,100}?\\blogin",
                            "-p"),
                    options("mongo", "(?:mongo|mongosh|mongodump|mongorestore|mongoexport|mongoimport)", "-p"),
                    options(
                            "cqlsh rdesktop racadm saslpasswd2 user group",
                            "(?:cqlsh|rdesktop|racadm|saslpasswd2|useradd|usermod|groupadd|groupmod)",
                            "-p"),
                    options("redis-cli", "redis-cli", "-a"),
                    options("ldap", "ldap(?:search|add|modify|delete|modrdn|compare|whoami|exop|passwd)", "-w"),
                    options("ldap", "ldappasswd", "-s", "-a"),
                    options("ipa", "(?:ipa-[\\w-]++|ipa)", "-p", "-a", "-w"),
                    options("kadmin", "kadmin(?:\\.local)?+", "-pw", "-w"),
                    options(
                            "zip ipmitool sqlcmd bcp mosquitto",
                            "(?:zip|unzip|ipmitool|sqlcmd|bcp|mosquitto_pub|mosquitto_sub)",
                            "-P"),
                    options("ssh-keygen", "ssh-keygen", "-N", "-P"),
                    options("snmp", "snmp\\w++", "-c", "-A", "-X"),
                    options("openssl", "openssl\\s++enc", "-k", "-K"))
            .flatMap(patterns -> patterns)
            .toList();

    private static final List<Shape> PROGRAMS = List.of(
            // attached only: after a blank it would be a database, or a question
            shape("", "mysql mariadb", "(\\b(?:mysql|mariadb)[\\w-]*+\\s" + REST + "-p)" + WORD),
            shape("", "7z rar", "(\\b(?:7za?|7zr|rar|unrar)\\s" + REST + "-p)" + WORD),
            // user:X, user%X, user,X, user/X
            shape(
                    "",
                    "curl http etcdctl",
                    "(\\b(?:curl|https?|etcdctl)\\s" + REST
                            + "(?:-[uUa]\\s*+|--(?:proxy-)?(?:user|auth)[ =])['\"]?[^\\s:'\"]++:)[^\\s'\"]++"),
            shape(
                    "",
                    "smb rpcclient winexe net",
                    "(\\b(?:smbclient|rpcclient|smbget|winexe|net)\\s" + REST
                            + "(?:-U\\s*+|--user[ =])['\"]?[^\\s%'\"]++%)[^\\s'\"]++"),
            shape("", "lftp", "(\\blftp\\s" + REST + "-u\\s*+['\"]?[^\\s,'\"]++,)[^\\s'\"]++"),
            shape(
                    "",
                    "sqlplus sqlldr expdp impdp rman",
                    "(\\b(?:sqlplus|sqlldr|expdp|impdp|rman)\\s++" + FLAGS
                            + "['\"]?[^\\s/@'\"-][^\\s/@'\"]*+/)[^\\s@'\"]++"),
            shape("", "freerdp", "(\\b[xw]?freerdp\\s" + REST + "/p:)" + WORD),
            // by place
            shape(
                    "",
                    "vault mkpasswd",
                    "(\\b(?:vault\\s++login|vault\\s++(?:operator\\s++)?+unseal|mkpasswd)\\s++" + FLAGS
                            + "(?:sha-?\\d++\\s++|md5\\s++)?+)" + WORD),
            shape("", "openssl", "(\\bopenssl\\s++passwd\\s++" + FLAGS + ")" + WORD),
            shape("", "passwd", "(\\b(?:htpasswd|mosquitto_passwd)\\s++" + FLAGS + "(?:" + SKIP + "){1,2})" + WORD),
            shape(
                    "",
                    "rabbitmqctl",
                    "(\\brabbitmqctl\\s++(?:add_user|change_password|authenticate_user)\\s++" + SKIP + ")" + WORD),
            shape("", "samba-tool", "(\\bsamba-tool\\s++user\\s++(?:create|add)\\s++" + SKIP + ")(?!-)" + WORD),
            shape("", "wpa_passphrase", "(\\bwpa_passphrase\\s++" + SKIP + ")" + WORD),
            shape("", "nmcli mysqladmin", "(\\b(?:nmcli|mysqladmin)\\s" + REST + "password\\s++)" + WORD),
            shape("", "mc", "(\\bmc\\s++(?:alias|config\\s++host)\\s++(?:set|add)\\s++(?:" + SKIP + "){3})" + WORD),
            // in a value
            shape("", "from-literal", "(--from-literal(?:=|\\s++)['\"]?[^\\s='\"]++=)[^\\s'\"]++"),
            shape("", "pass:", "(\\s-pass(?:in|out)?\\s++['\"]?pass:)[^\\s'\"]++"));

    /** Programs that read a secret from standard input. */
    private static final String READERS =
            "(?:sudo\\s++(?:-(?!\\w*S)\\S++\\s++){0,5}+)?(?:/\\S*/)?(?:(?:chpasswd|passwd|smbpasswd|saslpasswd2|"
                    + "cryptsetup|kinit)\\b|sudo\\s[^|;&\\n]{0,50}?-\\w*S\\b|htpasswd\\s++-\\w*i|vault\\s++login|mysql_config_editor"
                    + "|[^|;&\\n]{0,200}?(?:--password-stdin|--with-token|--passphrase-fd|-pass(?:in|out)?\\s++stdin)\\b)";

    private static final List<Shape> INPUT = List.of(
            shape(
                    "",
                    "echo printf",
                    "(\\b(?:echo|printf)\\s++(?:-[neE]++\\s++)?+)[^|;&\\n]{1,500}+(?=\\|\\s*+" + READERS + ")"),
            shape(
                    "",
                    "<<<",
                    "(\\b(?:chpasswd|passwd|smbpasswd|cryptsetup|kinit|sudo)\\b[^|;&\\n<]{0,200}+<<<\\s*+)" + WORD),
            shape(
                    "",
                    "<<",
                    "(\\b(?:chpasswd|passwd|smbpasswd)\\b[^|;&\\n<]{0,200}+<<-?\\s*+['\"\\\\]?(\\w{1,50}+)['\"]?[^\\n]{0,200}+\\n)"
                            + "[\\s\\S]{0,2000}?(?=\\n[ \\t]*+\\2[ \\t]*+(?:$|\\n))"));

    static final List<Shape> ALL =
            Stream.of(NAMES, OPTIONS, PROGRAMS, INPUT).flatMap(List::stream).toList();

    private SecretShapes() {}

    /**
     * One shape.
     *
     * @param needed this is in each text that has it, and so is one of the hints; looking for them costs a hundredth of a match
     */
    record Shape(String needed, List<String> hints, Pattern pattern) {
        /** Whether the text, in lower case, may have it. */
        boolean isLikelyIn(String lower) {
            if (!lower.contains(needed)) {
                return false;
            }
            for (var hint : hints) {
                if (lower.contains(hint)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Stream<Shape> options(String hints, String program, String... options) {
        return Stream.of(options)
                .map(option -> shape(
                        "-",
                        hints,
                        "(\\b" + program + "\\s" + REST + "(?-i:" + option + ")(?:\\s*+=\\s*+|\\s*+)(?!-))" + WORD));
    }

    private static Shape shape(String needed, String hints, String regex) {
        return new Shape(needed, List.of(hints.split(" ")), Pattern.compile(regex, Pattern.CASE_INSENSITIVE));
    }
}

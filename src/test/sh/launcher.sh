#!/usr/bin/env bash
# What scripts/shoal promises, on copies of it in a temporary directory, with JDKs and a Maven that only pretend.
# Each test is a sentence; the last line is "N passed, N failed", and the exit status is 0 if none failed.
#
#   $BOX/tree          the copy: scripts, pom.xml, src/main
#   $BOX/root          where the copy looks for /usr/lib/jvm, /opt and the like
#   $BOX/jdk-25 …      JDKs to point to; their java prints its arguments
#   $BOX/tools         the PATH: the usual programs, but no java and no mvn
set -u

HERE=$(cd -P -- "${BASH_SOURCE[0]%/*}" && pwd -P)
# shellcheck source=src/test/sh/suite
source "$HERE/suite"

CHECKOUT=$(cd -P -- "$HERE/../../.." && pwd -P)
BASH_UNDER_TEST=${BASH_UNDER_TEST:-$BASH}
ALL=$(mktemp -d "${TMPDIR:-/tmp}/shoal-launcher.XXXXXX")
trap 'rm -rf "$ALL"' EXIT

# ---- the stage

new_box() {
    local tool file
    BOX=$ALL/box$NUMBER
    mkdir -p "$BOX/tree/src/main/java" "$BOX/root" "$BOX/tools" "$BOX/home/.m2/repository/org/apache/groovy"
    cp -R "$CHECKOUT/scripts" "$BOX/tree/scripts"
    cp "$CHECKOUT/pom.xml" "$BOX/tree/pom.xml"
    printf 'class A {}\n' >"$BOX/tree/src/main/java/A.java"
    for file in find-jdk.sh build.sh; do
        sed -E "/^(jdk_places|find_maven)/,/^}/ s#([( ])/(usr|opt|Library|home)/#\\1$BOX/root/\\2/#g" \
            "$CHECKOUT/scripts/lib/$file" >"$BOX/tree/scripts/lib/$file"
    done
    ln -s "$BASH_UNDER_TEST" "$BOX/tools/bash"
    for tool in cat cp find flock kill mkdir mv readlink rm sed sleep tail touch; do
        file=$(type -P "$tool") && ln -s "$file" "$BOX/tools/$tool"
    done
}

# new_jdk DIR VERSION: its java prints the arguments, quoted, and what the environment must hold.
new_jdk() {
    mkdir -p "$1/bin"
    printf 'IMPLEMENTOR="Nobody"\nJAVA_VERSION="%s"\nOS_NAME="Linux"\n' "$2" >"$1/release"
    cat >"$1/bin/java" <<'JAVA'
#!/usr/bin/env bash
printf 'java=%s\n' "$0"
printf 'home=%s\n' "$SHOAL_HOME"
printf 'locale=%s/%s\n' "${LC_ALL-}" "${LC_CTYPE-}"
for arg in "$@"; do printf 'arg=%q\n' "$arg"; done
[[ -z ${FAKE_SECRETS-} ]] || {
    printf 'environment=%s\n' "$(export -p | grep -c hunter)"
    while IFS= read -r -d '' secret; do printf 'handed=%s\n' "$secret"; done <"$FAKE_SECRETS"
}
[[ -z ${FAKE_STDIN-} ]] || { IFS= read -r line; printf 'stdin=%s\n' "$line"; }
[[ -z ${FAKE_HANG-} ]] || { printf '%s\n' "$$" >"$FAKE_HANG.new"; mv "$FAKE_HANG.new" "$FAKE_HANG"; exec sleep 30; }
exit "${FAKE_STATUS:-0}"
JAVA
    printf '#!/bin/sh\n' >"$1/bin/javac"
    chmod +x "$1/bin/java" "$1/bin/javac"
}

# A Maven that says in calls.txt how it was called, and makes the jar unless FAKE_MVN says otherwise.
new_maven() {
    cat >"$BOX/tools/mvn" <<'MVN'
#!/usr/bin/env bash
printf '%s JAVA_HOME=%s\n' "$*" "$JAVA_HOME" >>"$BOX/calls.txt"
case ${FAKE_MVN-} in
    fail) for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do echo "[ERROR] line $i"; done; exit 1 ;;
    hang) : >target/half; exec sleep 30 ;;
    slow) touch "$BOX/started"; for i in {1..100}; do [[ -e $BOX/go ]] && break; sleep 0.1; done ;;
    same) [[ -f target/shoal.jar ]] && exit 0 ;;
esac
IFS= read -r line && echo "stolen: $line" >>"$BOX/calls.txt"
mkdir -p target/lib && printf 'jar\n' >target/shoal.jar
MVN
    chmod +x "$BOX/tools/mvn"
}

# A build that is newer than every source.
new_build() {
    mkdir -p "$BOX/tree/target/lib"
    find "$BOX/tree/src" "$BOX/tree/pom.xml" -exec touch -t 202001010000 {} +
    printf 'jar\n' >"$BOX/tree/target/shoal.jar"
}

# shoal ARG…: runs the copy with a bare environment plus what ENV holds; sets OUT, ERR and STATUS.
shoal() { run "$BOX/tree/scripts/shoal" "$@"; }

run() {
    env -i PATH="$BOX/tools" HOME="$BOX/home" BOX="$BOX" ${ENV[@]+"${ENV[@]}"} "$@" \
        >"$BOX/out" 2>"$BOX/err" </dev/null
    STATUS=$?
    OUT=$(<"$BOX/out")
    ERR=$(<"$BOX/err")
}

wait_for() {
    local i
    for i in {1..150}; do
        [[ -e $1 ]] && return 0
        sleep 0.1
    done
    return 1
}

# ---- the words of a test

# test_is SENTENCE begins one; `same WHAT ACTUAL EXPECTED` and `holds WHAT TEXT PART` follow; the next one closes it.
test_is() {
    begin_test "$1"
    ENV=()
    new_box
}

builds() { [[ -f $BOX/calls.txt ]] && grep -c package "$BOX/calls.txt" || printf '0\n'; }

# The java that was started, and the arguments after those of the JVM.
java_used() { sed -n 's/^java=//p' "$BOX/out"; }
words() { sed -n '/^arg=-jar$/,$ { /^arg=/ s/^arg=//p; }' "$BOX/out" | tail -n +3; }

# ---- without a JVM

VERSION=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$CHECKOUT/pom.xml")

test_is 'the version is told without a JDK and without a build'
shoal --version
same out "$OUT" "shoal $VERSION"
same err "$ERR" ''
same status "$STATUS" 0

test_is 'the help is told without a JDK and without a build, every line at most 115 wide'
shoal --help
same out "$OUT" "$(<"$CHECKOUT/scripts/lib/help.txt")"
same err "$ERR" ''
same status "$STATUS" 0
same 'long lines' "$(grep -E '^.{116}' "$CHECKOUT/scripts/lib/help.txt")" ''

test_is '-h is --help'
shoal -h
same out "$OUT" "$(<"$CHECKOUT/scripts/lib/help.txt")"

test_is 'a --help after a verb is for the program'
new_jdk "$BOX/jdk-25" 25
new_build
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal exec --help
same words "$(words)" $'exec\n--help'

# ---- where it lies

test_is 'it is found through a chain of links, absolute and relative ones, and from any directory'
mkdir -p "$BOX/bin" "$BOX/a b/c"
ln -s ../tree/scripts/shoal "$BOX/bin/one"
ln -s "$BOX/bin/one" "$BOX/a b/c/two"
ln -s 'c/two' "$BOX/a b/three"
cd "$BOX/a b" && run ./three --version && cd / || PROBLEM+='# cannot cd'
same out "$OUT" "shoal $VERSION"
cd "$BOX/a b/c" && run ../three --version && cd / || PROBLEM+='# cannot cd'
same out "$OUT" "shoal $VERSION"

test_is 'its home is the directory above its own, also where the directory is a link or has blanks'
new_jdk "$BOX/jdk-25" 25.0.3
new_build
ENV=("JAVA_HOME=$BOX/jdk-25")
mv "$BOX/tree" "$BOX/a tree"
ln -s "$BOX/a tree/scripts" "$BOX/bin"
run "$BOX/bin/shoal"
holds out "$OUT" "home=$BOX/a tree"$'\n'
cd "$BOX/a tree/scripts" && run ./shoal && cd / || PROBLEM+='# cannot cd'
holds out "$OUT" "home=$BOX/a tree"$'\n'
cd "$BOX/a tree" && run scripts/../scripts/shoal && cd / || PROBLEM+='# cannot cd'
holds out "$OUT" "home=$BOX/a tree"$'\n'
cd "$BOX" && run bash bin/shoal && cd / || PROBLEM+='# cannot cd'
holds out "$OUT" "home=$BOX/a tree"$'\n'

test_is 'it is found on PATH'
ln -s "$BOX/tree/scripts/shoal" "$BOX/tools/shoal"
run shoal --version
same out "$OUT" "shoal $VERSION"

# ---- what reaches the program

test_is 'arguments pass unharmed, whatever is in them'
new_jdk "$BOX/jdk-25" 25.0.3
new_build
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal exec -- 'a  b' '' '*' $'two\nlines' "it's" '$HOME' '\' '-x'
same words "$(words)" "$(printf '%q\n' exec -- 'a  b' '' '*' $'two\nlines' "it's" '$HOME' '\' '-x')"

test_is 'passwords are handed to the JVM by a pipe, not in its environment'
new_jdk "$BOX/jdk-25" 25.0.3
new_build
ln -s "$(type -P grep)" "$BOX/tools/grep"
ENV=("JAVA_HOME=$BOX/jdk-25" FAKE_SECRETS=/dev/fd/9 'SHOAL_PASSWORD=hunter 2' 'SHOAL_PASSPHRASE=')
shoal exec true
holds out "$OUT" $'\narg=-Dshoal.secrets=/dev/fd/9\n'
holds out "$OUT" $'\nenvironment=0\nhanded=hunter 2\nhanded='

test_is 'the JVM is told to start fast, to keep stdout for data, and where home is'
new_jdk "$BOX/jdk-25" 25.0.3
new_build
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal
same out "$OUT" "java=$BOX/jdk-25/bin/java
home=$BOX/tree
locale=C.UTF-8/
arg=-XX:TieredStopAtLevel=1
arg=-XX:+UseSerialGC
arg=-XX:-UsePerfData
arg=-Xshare:auto
arg=-Xlog:disable
arg=-Xlog:all=error:stderr
arg=-Djdk.console=java.base
arg=-Dshoal.home=$BOX/tree
arg=-Dshoal.tty=
arg=-Dshoal.columns=0
arg=-Dshoal.lc-all=
arg=-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager
arg=-jar
arg=$BOX/tree/target/shoal.jar"
same err "$ERR" ''

test_is 'SHOAL_OPTS is split on blanks, is no pattern, and comes after the options of the launcher'
new_jdk "$BOX/jdk-25" 25.0.3
new_build
ENV=("JAVA_HOME=$BOX/jdk-25" "SHOAL_OPTS= -Xmx64m  -Dx=/* ")
shoal
holds out "$OUT" $'LogManager\narg=-Xmx64m\narg='"$(printf %q '-Dx=/*')"$'\narg=-jar\n'

test_is 'an environment without anything is enough'
new_jdk "$BOX/root/usr/lib/jvm/jdk-25" 25.0.3
new_build
env -i PATH="$BOX/tools" "$BOX/tree/scripts/shoal" x >"$BOX/out" 2>"$BOX/err"
same status "$?" 0
same err "$(<"$BOX/err")" ''
same words "$(words)" x

test_is 'where everything is in place, no program but find and java is started'
new_jdk "$BOX/root/usr/lib/jvm/jdk-25" 25.0.3
ln -s "$BOX/root/usr/lib/jvm/jdk-25/bin/java" "$BOX/tools/java"
new_build
for tool in cat cp flock kill mkdir mv readlink rm sed sleep tail touch; do rm -f "$BOX/tools/$tool"; done
shoal x
same words "$(words)" x
same err "$ERR" ''

test_is 'the JVM has a UTF-8 locale that exists, whatever the operator has, and is told what LC_ALL was'
new_jdk "$BOX/jdk-25" 25.0.3
new_build
for one in LC_CTYPE=UTF-8 LANG=xx_YY.UTF-8 LC_TIME=xx_YY.UTF-8 LANG=C LC_ALL= ; do
    ENV=("JAVA_HOME=$BOX/jdk-25" "$one")
    shoal
    holds "$one" "$OUT" $'\nlocale=C.UTF-8/'
    holds "$one" "$OUT" $'\narg=-Dshoal.lc-all=\n'
done
for one in C xx_YY.UTF-8 en_US.ISO-8859-1; do
    ENV=("JAVA_HOME=$BOX/jdk-25" "LC_ALL=$one")
    shoal
    holds "$one" "$OUT" $'\nlocale=C.UTF-8/'
    holds "$one" "$OUT" $'\narg=-Dshoal.lc-all='"$one"$'\n'
done

test_is 'the exit status of the program is that of the launcher'
new_jdk "$BOX/jdk-25" 25.0.3
new_build
ENV=("JAVA_HOME=$BOX/jdk-25" FAKE_STATUS=3)
shoal
same status "$STATUS" 3

test_is 'a signal to the launcher is a signal to the program: they are one process'
new_jdk "$BOX/jdk-25" 25.0.3
new_build
env -i PATH="$BOX/tools" JAVA_HOME="$BOX/jdk-25" FAKE_HANG="$BOX/pid" "$BOX/tree/scripts/shoal" >/dev/null 2>&1 &
wait_for "$BOX/pid" || PROBLEM+='#   never started'$'\n'
same pid "$(<"$BOX/pid")" "$!"
kill -TERM "$!"
wait "$!" 2>/dev/null
same status "$?" 143

# ---- which JDK

test_is 'SHOAL_JAVA_HOME wins, then JAVA_HOME, then the java on PATH, then the usual directories'
new_build
new_jdk "$BOX/one" 25.0.1
new_jdk "$BOX/two" 25.0.2
new_jdk "$BOX/three" 25.0.3
new_jdk "$BOX/root/usr/lib/jvm/four" 25.0.4
ln -s "$BOX/three/bin/java" "$BOX/alternative"
ln -s ../alternative "$BOX/tools/java"
ENV=("SHOAL_JAVA_HOME=$BOX/one" "JAVA_HOME=$BOX/two")
shoal
same java "$(java_used)" "$BOX/one/bin/java"
ENV=("JAVA_HOME=$BOX/two/")
shoal
same java "$(java_used)" "$BOX/two/bin/java"
ENV=()
shoal
same java "$(java_used)" "$BOX/three/bin/java"
rm "$BOX/tools/java"
shoal
same java "$(java_used)" "$BOX/root/usr/lib/jvm/four/bin/java"

test_is 'an older JDK in JAVA_HOME and on PATH is passed over'
new_build
new_jdk "$BOX/old" 17.0.15
new_jdk "$BOX/root/opt/jdk-25" 25
ln -s "$BOX/old/bin/java" "$BOX/tools/java"
ENV=("JAVA_HOME=$BOX/old")
shoal
same java "$(java_used)" "$BOX/root/opt/jdk-25/bin/java"
same err "$ERR" ''

test_is 'a newer JDK is taken where there is no 25, and 25 where there are both'
new_build
new_jdk "$BOX/newer" 26.0.1
ENV=("JAVA_HOME=$BOX/newer")
shoal
same java "$(java_used)" "$BOX/newer/bin/java"
new_jdk "$BOX/root/usr/java/jdk-25" 25
shoal
same java "$(java_used)" "$BOX/root/usr/java/jdk-25/bin/java"

for place in root/usr/local/jdk root/Library/Java/JavaVirtualMachines/t.jdk/Contents/Home home/.sdkman/candidates/java/25-tem \
    home/.jdks/temurin-25 home/.jbang/cache/jdks/25 home/.asdf/installs/java/25 home/.local/share/mise/installs/java/25 \
    root/opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
    test_is "a JDK in $place is found"
    new_build
    new_jdk "$BOX/$place" 25.0.3
    shoal
    same java "$(java_used)" "$BOX/$place/bin/java"
done

test_is 'a JRE, a directory without a release file and one of a broken release file are no JDK 25'
new_build
new_jdk "$BOX/root/opt/jre" 25
rm "$BOX/root/opt/jre/bin/javac"
new_jdk "$BOX/root/opt/bare" 25
rm "$BOX/root/opt/bare/release"
new_jdk "$BOX/root/opt/odd" 'twenty-five'
new_jdk "$BOX/root/opt/nine" '1.8.0_402'
shoal
same status "$STATUS" 69
same out "$OUT" ''

test_is 'where there is none, it says what was found, where it looked and what to do'
new_build
new_jdk "$BOX/old" 17.0.15
ln -s "$BOX/old/bin/java" "$BOX/tools/java"
ENV=("JAVA_HOME=$BOX/nothing" OSTYPE=linux-gnu)
shoal exec true
same status "$STATUS" 69
same out "$OUT" ''
LOOKED='/usr/lib/jvm, /usr/java, /opt, /usr/local, SDKMAN, ~/.jdks, jbang, asdf, mise, Homebrew, /Library/Java'
HOW='openjdk-25-jdk-headless where the distribution has it, else https://adoptium.net'
same err "$ERR" "shoal: no JDK 25: JAVA_HOME=$BOX/nothing is no JDK (it has no bin/java), $BOX/tools/java is Java 17.0.15,\
 and there is none in $LOOKED
shoal: install one ($HOW), or point to one with SHOAL_JAVA_HOME=/path/to/jdk"

test_is 'a SHOAL_JAVA_HOME that will not do is named, and nothing else is taken instead'
new_build
new_jdk "$BOX/old" 17.0.15
new_jdk "$BOX/root/opt/jdk-25" 25
ENV=("SHOAL_JAVA_HOME=$BOX/old")
shoal
same status "$STATUS" 69
same err "$ERR" "shoal: SHOAL_JAVA_HOME=$BOX/old is Java 17.0.15; name a JDK 25 there, or unset it to have one searched for"
ENV=("SHOAL_JAVA_HOME=$BOX/none")
shoal
same err "$ERR" "shoal: SHOAL_JAVA_HOME=$BOX/none is no JDK (it has no bin/java); name a JDK 25 there,\
 or unset it to have one searched for"

# ---- the build

test_is 'a checkout without a build is built first, once, and says so on stderr'
new_jdk "$BOX/jdk-25" 25.0.3
new_maven
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal x
same status "$STATUS" 0
same err "$ERR" 'shoal: building (first run, about a minute) …'
same words "$(words)" x
holds calls "$(<"$BOX/calls.txt")" "package JAVA_HOME=$BOX/jdk-25"
shoal x
same err "$ERR" ''
same builds "$(builds)" 1

test_is 'the first build of an account says what is downloaded and where to'
new_jdk "$BOX/jdk-25" 25.0.3
new_maven
rm -r "$BOX/home/.m2"
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal x
same err "$ERR" "shoal: building (first run, about a minute) …
shoal: Maven first downloads its plugins and the libraries, about 150 MB, into $BOX/home/.m2"

test_is 'how far a build is can be told from its log'
cat >"$BOX/log" <<'LOG'
[INFO] Downloading from central: https://repo.example.com/a.pom
[INFO] Downloaded from central: https://repo.example.com/a.pom (7.9 kB at 360 kB/s)
[INFO] Downloaded from central: https://repo.example.com/b.jar (8.3 MB at 5.2 MB/s)
LOG
# shellcheck source=scripts/lib/build.sh
state() { (source "$CHECKOUT/scripts/lib/build.sh" && build_state "$BOX/log" && printf '%s' "$STATE"); }
same downloading "$(state)" '2 files (8 MB) downloaded'
printf '[INFO] --- maven-compiler-plugin:3.14.1:compile (default-compile) @ shoal ---\n' >>"$BOX/log"
same compiling "$(state)" 'compiling, 2 files (8 MB) downloaded'
: >"$BOX/log"
same starting "$(state)" 'starting Maven'

for change in 'changed source' 'removed source' 'changed pom.xml'; do
    test_is "a $change is built, once"
    new_jdk "$BOX/jdk-25" 25.0.3
    new_maven
    new_build
    touch -t 202101010000 "$BOX/tree/target/shoal.jar"
    ENV=("JAVA_HOME=$BOX/jdk-25")
    shoal
    same builds "$(builds)" 0
    case $change in
        'changed source') touch "$BOX/tree/src/main/java/A.java" ;;
        'removed source') rm "$BOX/tree/src/main/java/A.java" ;;
        *) touch "$BOX/tree/pom.xml" ;;
    esac
    shoal
    same err "$ERR" 'shoal: building (the sources are newer than the build) …'
    shoal
    same err "$ERR" ''
    same builds "$(builds)" 1
done

test_is 'a change after which Maven leaves the jar as it was is built once, too'
new_jdk "$BOX/jdk-25" 25.0.3
new_maven
new_build
touch -t 202101010000 "$BOX/tree/target/shoal.jar"
touch "$BOX/tree/src/main/java/A.java"
ENV=("JAVA_HOME=$BOX/jdk-25" FAKE_MVN=same)
shoal
shoal
same builds "$(builds)" 1

test_is 'a build leaves standard input to the program'
new_jdk "$BOX/jdk-25" 25.0.3
new_maven
printf 'mine\n' | env -i PATH="$BOX/tools" BOX="$BOX" JAVA_HOME="$BOX/jdk-25" FAKE_STDIN=1 "$BOX/tree/scripts/shoal" \
    >"$BOX/out" 2>"$BOX/err"
holds out "$(<"$BOX/out")" 'stdin=mine'

test_is 'a failed build shows its last lines and where the rest is, and the next launch tries again'
new_jdk "$BOX/jdk-25" 25.0.3
new_maven
new_build
touch -t 202101010000 "$BOX/tree/target/shoal.jar"
touch "$BOX/tree/pom.xml"
ENV=("JAVA_HOME=$BOX/jdk-25" FAKE_MVN=fail)
shoal
same status "$STATUS" 69
same out "$OUT" ''
same err "$ERR" "shoal: building (the sources are newer than the build) …
$(for i in 3 4 5 6 7 8 9 10 11 12 13 14; do echo "[ERROR] line $i"; done)
shoal: the build failed; all of its output is in $BOX/tree/target/launcher-build.log"
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal
same err "$ERR" 'shoal: building (the last build did not end) …'
same status "$STATUS" 0

for signal in TERM INT; do
    test_is "SIG$signal ends a build and its Maven, and the next launch builds again"
    new_jdk "$BOX/jdk-25" 25.0.3
    new_maven
    # a background process of a shell without job control starts with SIGINT ignored, so job control is switched on
    set -m
    env -i PATH="$BOX/tools" BOX="$BOX" JAVA_HOME="$BOX/jdk-25" FAKE_MVN=hang "$BOX/tree/scripts/shoal" \
        >"$BOX/out" 2>"$BOX/err" &
    set +m
    wait_for "$BOX/tree/target/half" || PROBLEM+='#   never started'$'\n'
    kill -s "$signal" "$!"
    wait "$!" 2>/dev/null
    STATUS=$?
    if [[ $signal == TERM ]]; then same status "$STATUS" 143; else same status "$STATUS" 130; fi
    same err "$(<"$BOX/err")" "shoal: building (first run, about a minute) …
shoal: the build was interrupted; the next launch builds again"
    mkdir "$BOX/tree/target/lib"
    : >"$BOX/tree/target/shoal.jar"
    ENV=("JAVA_HOME=$BOX/jdk-25")
    shoal
    same err "$ERR" 'shoal: building (the last build did not end) …'
done

for lock in flock mkdir; do
    test_is "two launches at once build once ($lock)"
    new_jdk "$BOX/jdk-25" 25.0.3
    new_maven
    [[ $lock == flock ]] || rm -f "$BOX/tools/flock"
    env -i PATH="$BOX/tools" BOX="$BOX" JAVA_HOME="$BOX/jdk-25" FAKE_MVN=slow "$BOX/tree/scripts/shoal" one \
        >"$BOX/out1" 2>&1 &
    ONE=$!
    wait_for "$BOX/started" || PROBLEM+='#   never started'$'\n'
    env -i PATH="$BOX/tools" BOX="$BOX" JAVA_HOME="$BOX/jdk-25" "$BOX/tree/scripts/shoal" two >"$BOX/out2" 2>"$BOX/err2" &
    TWO=$!
    for i in {1..150}; do
        grep -q waiting "$BOX/err2" 2>/dev/null && break
        sleep 0.1
    done
    touch "$BOX/go"
    wait "$ONE"
    same 'status of one' "$?" 0
    wait "$TWO"
    same 'status of two' "$?" 0
    same err "$(<"$BOX/err2")" 'shoal: waiting for another shoal that is building …'
    holds 'out of two' "$(<"$BOX/out2")" 'arg=two'
    same builds "$(builds)" 1
done

test_is 'the lock of a builder that was killed is no obstacle'
new_jdk "$BOX/jdk-25" 25.0.3
new_maven
rm -f "$BOX/tools/flock"
mkdir -p "$BOX/tree/target/launcher.lock.d"
bash -c 'echo $$' >"$BOX/tree/target/launcher.lock.d/pid"
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal
same status "$STATUS" 0
same builds "$(builds)" 1

test_is 'without Maven it says what to install'
new_jdk "$BOX/jdk-25" 25.0.3
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal
same status "$STATUS" 69
same err "$ERR" \
    'shoal: it has to be built, and mvn is not on PATH: install Maven (package maven), or set MAVEN_HOME'

test_is 'a tree that is no checkout runs what is there and never builds'
new_jdk "$BOX/jdk-25" 25.0.3
new_maven
new_build
rm -r "$BOX/tree/pom.xml" "$BOX/tree/src"
ENV=("JAVA_HOME=$BOX/jdk-25")
shoal x
same words "$(words)" x
rm "$BOX/tree/target/shoal.jar"
shoal x
same status "$STATUS" 69
same err "$ERR" "shoal: $BOX/tree/target/shoal.jar is missing, and so is pom.xml, which it would be built from"
same builds "$(builds)" 0

# ---- installing what is missing

if (( EUID == 0 )) && [[ -e /etc/debian_version ]]; then
    fake_apt() {
        printf '#!/usr/bin/env bash\n[[ $* == *"^$FAKE_PACKAGE\\$" ]] && echo "$FAKE_PACKAGE - it"\n' >"$BOX/tools/apt-cache"
        printf '#!/usr/bin/env bash\necho "$*" >>"$BOX/apt.txt"\n[[ $* != *install* ]] || source "$BOX/installs"\n' \
            >"$BOX/tools/apt-get"
        chmod +x "$BOX/tools/apt-cache" "$BOX/tools/apt-get"
    }

    test_is 'root on Debian gets the JDK installed where SHOAL_INSTALL=1 asks for it, and only there'
    new_build
    fake_apt
    new_jdk "$BOX/jdk-25" 25.0.3
    printf 'mkdir -p "$BOX/root/usr/lib/jvm"; cp -R "$BOX/jdk-25" "$BOX/root/usr/lib/jvm/java-25"\n' >"$BOX/installs"
    ENV=(FAKE_PACKAGE=openjdk-25-jdk-headless)
    shoal x
    same status "$STATUS" 69
    same 'apt-get was called' "$(cat "$BOX/apt.txt" 2>/dev/null)" ''
    ENV=(FAKE_PACKAGE=openjdk-25-jdk-headless SHOAL_INSTALL=1)
    shoal x
    same status "$STATUS" 0
    same words "$(words)" x
    same err "$ERR" 'shoal: installing openjdk-25-jdk-headless …'

    test_is 'where the distribution has no such package, that is said'
    new_build
    fake_apt
    ENV=(FAKE_PACKAGE=openjdk-17-jdk-headless CI=true)
    shoal x
    same status "$STATUS" 69
    holds err "$ERR" 'shoal: installing openjdk-25-jdk-headless …
shoal: this distribution has no package openjdk-25-jdk-headless
shoal: no JDK 25: JAVA_HOME is not set, no java on PATH, and there is none in '

    test_is 'an installation that fails is told by its last line'
    fake_apt
    new_jdk "$BOX/jdk-25" 25.0.3
    printf 'echo one; echo "E: no space left" >&2; exit 100\n' >"$BOX/installs"
    ENV=(FAKE_PACKAGE=maven CI=true "JAVA_HOME=$BOX/jdk-25")
    shoal x
    same status "$STATUS" 69
    same err "$ERR" 'shoal: installing maven …
shoal: apt-get install maven failed: E: no space left
shoal: it has to be built, and mvn is not on PATH: install Maven (package maven), or set MAVEN_HOME'
fi

finish_suite

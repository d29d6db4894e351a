# Finds a JDK for Shoal; sourced by scripts/shoal and scripts/test. Bash 3.2 or newer, safe under `set -u`.
#
#   find_jdk    sets JDK_HOME and returns 0, or prints on stderr what is missing and returns 69
#
# It starts no program on the usual way: a version is read from the JDK's `release` file, and the java on PATH, mostly a
# symbolic link of a link, is recognised with -ef among the JDKs that were found.

JDK_WANTED=25
JDK_LOOKED='/usr/lib/jvm, /usr/java, /opt, /usr/local, SDKMAN, ~/.jdks, jbang, asdf, mise, Homebrew, /Library/Java'

# Sets JDK_PLACES to all directories that may be a JDK, in the order in which they are tried.
jdk_places() {
    local home=${HOME:-/nonexistent} nullglob
    nullglob=0
    shopt -q nullglob && nullglob=1
    shopt -s nullglob
    JDK_PLACES=(/usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/*/ /opt/java/* /usr/local/*/ /usr/local/java/*
        "$home"/.sdkman/candidates/java/* "$home"/.jdks/* "$home"/.jbang/cache/jdks/* "$home"/.jbang/currentjdk
        "$home"/.asdf/installs/java/* "$home"/.local/share/mise/installs/java/*
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$home"/Library/Java/JavaVirtualMachines/*/Contents/Home
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec)
    (( nullglob )) || shopt -u nullglob
}

# jdk_version DIR: sets JDK_MAJOR and JDK_FACT, what the directory is in words; returns 1 when it is not a JDK.
jdk_version() {
    local line version
    JDK_MAJOR=0
    if [[ ! -x $1/bin/java ]]; then
        JDK_FACT='no JDK (it has no bin/java)'
        return 1
    elif [[ ! -r $1/release ]]; then
        JDK_FACT='of unknown version (it has no readable file "release")'
        return 1
    fi
    version=
    while IFS= read -r line || [[ -n $line ]]; do
        if [[ $line == JAVA_VERSION=* ]]; then
            version=${line#JAVA_VERSION=}
            version=${version%$'\r'}
            version=${version//\"/}
        fi
    done <"$1/release"
    JDK_FACT="Java ${version:-of unknown version}"
    version=${version#1.}
    version=${version%%[!0-9]*}
    JDK_MAJOR=${version:-0}
    if [[ ! -x $1/bin/javac ]]; then
        JDK_FACT+=' without a compiler (a JRE)'
        return 1
    fi
}

# jdk_try DIR: takes it when it is a JDK of the wanted version; a newer one is remembered for the case that none fits.
jdk_try() {
    jdk_version "$1" || return 1
    if (( 10#$JDK_MAJOR == JDK_WANTED )); then
        JDK_HOME=${1%/}
        return 0
    fi
    if (( 10#$JDK_MAJOR > JDK_WANTED )) && [[ -z $JDK_NEWER ]]; then
        JDK_NEWER=${1%/}
    fi
    return 1
}

# Sets JAVA_ON_PATH to the first java on PATH, or to nothing.
java_on_path() {
    local dir rest=${PATH-}:
    JAVA_ON_PATH=
    while [[ -n $rest ]]; do
        dir=${rest%%:*}
        rest=${rest#*:}
        if [[ -f ${dir:-.}/java && -x ${dir:-.}/java ]]; then
            JAVA_ON_PATH=${dir:-.}/java
            return 0
        fi
    done
    return 1
}

# jdk_of FILE: sets JDK_OF to the JDK whose bin/java the file is, through any links, or to nothing.
jdk_of() {
    local place file=$1 link
    for place in "${1%/bin/java}" ${JDK_PLACES[@]+"${JDK_PLACES[@]}"}; do
        JDK_OF=${place%/}
        [[ -r $JDK_OF/release && $JDK_OF/bin/java -ef $file ]] && return 0
    done
    while [[ -L $file ]]; do
        link=$(readlink "$file") || break
        [[ $link == /* ]] || link=${file%/*}/$link
        file=$link
    done
    JDK_OF=${file%/bin/java}
    [[ $JDK_OF != "$file" ]] || JDK_OF=
}

jdk_search() {
    local place
    JDK_NEWER=
    [[ -n ${JAVA_HOME-} ]] && jdk_try "$JAVA_HOME" && return 0
    if java_on_path; then
        jdk_of "$JAVA_ON_PATH"
        [[ -n $JDK_OF ]] && jdk_try "$JDK_OF" && return 0
    fi
    for place in ${JDK_PLACES[@]+"${JDK_PLACES[@]}"}; do
        jdk_try "$place" && return 0
    done
    JDK_HOME=$JDK_NEWER
    [[ -n $JDK_HOME ]]
}

# What there is instead of a JDK, for the message.
jdk_findings() {
    local found
    if [[ -n ${JAVA_HOME-} ]]; then
        jdk_version "$JAVA_HOME"
        found="JAVA_HOME=$JAVA_HOME is $JDK_FACT"
    else
        found='JAVA_HOME is not set'
    fi
    if java_on_path; then
        jdk_of "$JAVA_ON_PATH"
        JDK_FACT='no link into a JDK'
        [[ -n $JDK_OF ]] && jdk_version "$JDK_OF"
        found+=", $JAVA_ON_PATH is $JDK_FACT"
    else
        found+=', no java on PATH'
    fi
    printf '%s' "$found"
}

find_jdk() {
    JDK_HOME=
    if [[ -n ${SHOAL_JAVA_HOME-} ]]; then
        if jdk_version "$SHOAL_JAVA_HOME" && (( 10#$JDK_MAJOR >= JDK_WANTED )); then
            JDK_HOME=${SHOAL_JAVA_HOME%/}
            return 0
        fi
        printf 'shoal: SHOAL_JAVA_HOME=%s is %s; name a JDK %s there, or unset it to have one searched for\n' \
            "$SHOAL_JAVA_HOME" "$JDK_FACT" "$JDK_WANTED" >&2
        return 69
    fi
    jdk_places
    jdk_search && return 0
    # shellcheck source=scripts/lib/install.sh
    source "${BASH_SOURCE[0]%/*}/install.sh"
    if may_install && install_packages "openjdk-$JDK_WANTED-jdk-headless"; then
        jdk_places
        jdk_search && return 0
    fi
    {
        printf 'shoal: no JDK %s: %s, and there is none in %s\n' "$JDK_WANTED" "$(jdk_findings)" "$JDK_LOOKED"
        printf 'shoal: install one (%s), or point to one with SHOAL_JAVA_HOME=/path/to/jdk\n' "$(jdk_advice)"
    } >&2
    return 69
}

jdk_advice() {
    case ${OSTYPE-} in
        darwin*) printf 'brew install openjdk@%s' "$JDK_WANTED" ;;
        *) printf 'openjdk-%s-jdk-headless where the distribution has it, else https://adoptium.net' "$JDK_WANTED" ;;
    esac
}

# Builds Shoal in its checkout; sourced by scripts/shoal when it is not built, or the sources are newer.
#
#   build_shoal HOME REASON     JDK_HOME is set; returns 0, 69 with the reason on stderr, or 128 + signal
#
# target/launcher.building exists while a build runs and after one that failed or was killed: then the next launch builds
# again. Afterwards it becomes target/launcher.built, with the time at which the build began: the sources as they were
# then are in the jar (which Maven leaves alone, old time and all, where no class changed).

build_shoal() {
    local home=$1 reason=$2 mvn status
    if ! { mkdir -p "$home/target" && : >>"$home/target/launcher.lock"; } 2>/dev/null; then
        printf 'shoal: %s cannot be built by you: %s is not writable; build it as its owner, with: cd %s && mvn package\n' \
            "$home" "$home/target" "$home" >&2
        return 69
    fi
    find_maven || return 69
    build_lock "$home" || return
    if needs_build "$home"; then
        build_now "$home" "$reason"
        status=$?
    else
        status=0 # another process has built while this one waited
    fi
    build_unlock "$home"
    return "$status"
}

# Sets MAVEN.
find_maven() {
    local file
    for file in "${MAVEN_HOME:-/nonexistent}/bin/mvn" "$(type -P mvn)" /opt/maven/bin/mvn /usr/share/maven/bin/mvn \
        "${HOME:-/nonexistent}/.sdkman/candidates/maven/current/bin/mvn"; do
        MAVEN=$file
        [[ -x $file ]] && return 0
    done
    # shellcheck source=scripts/lib/install.sh
    source "${BASH_SOURCE[0]%/*}/install.sh"
    if may_install && install_packages maven; then
        MAVEN=$(type -P mvn) && return 0
    fi
    printf 'shoal: it has to be built, and mvn is not on PATH: install Maven (package maven), or set MAVEN_HOME\n' >&2
    return 1
}

# One build at a time. Without flock(1), as on macOS, a directory with the builder's pid is the lock.
build_lock() {
    local lock=$1/target/launcher.lock owner waiting=0
    if type flock >/dev/null 2>&1; then
        exec 9>"$lock"
        flock -n 9 && return 0
        printf 'shoal: waiting for another shoal that is building …\n' >&2
        flock -w 900 9 && return 0
        exec 9>&-
    else
        while (( waiting < 900 )); do
            mkdir "$lock.d" 2>/dev/null && printf '%s\n' "$$" >"$lock.d/pid" && return 0
            (( waiting == 0 )) && printf 'shoal: waiting for another shoal that is building …\n' >&2
            sleep 1
            waiting=$(( waiting + 1 ))
            owner=
            read -r owner 2>/dev/null <"$lock.d/pid"
            [[ -n $owner ]] && ! kill -0 "$owner" 2>/dev/null && rm -rf "$lock.d"
        done
    fi
    printf 'shoal: another shoal has been building in %s for 15 minutes; end it and try again\n' "$1" >&2
    return 69
}

build_unlock() {
    rm -rf "$1/target/launcher.lock.d"
    { exec 9>&-; } 2>/dev/null
}

build_now() {
    local home=$1 log=$1/target/launcher-build.log status
    printf 'shoal: building (%s) …\n' "$2" >&2
    if [[ -n ${HOME-} && ! -d $HOME/.m2/repository/org/apache/groovy ]]; then
        printf 'shoal: Maven first downloads its plugins and the libraries, about 150 MB, into %s\n' "$HOME/.m2" >&2
    fi
    : >"$home/target/launcher.building"
    run_maven "$home" >"$log" 2>&1
    status=$?
    if (( status == 0 )) && [[ -f $home/target/shoal.jar && -d $home/target/lib ]]; then
        mv -f "$home/target/launcher.building" "$home/target/launcher.built"
        return 0
    fi
    if (( status > 128 )); then
        printf 'shoal: the build was interrupted; the next launch builds again\n' >&2
        return "$status"
    fi
    tail -n 12 "$log" >&2
    printf 'shoal: the build failed; all of its output is in %s\n' "$log" >&2
    return 69
}

# Runs Maven in the background and waits, so that a signal to the launcher reaches it too and nothing goes on after it.
run_maven() {
    local pid watch status signal=0
    trap 'signal=1; kill "$pid"' HUP
    trap 'signal=2; kill "$pid"' INT
    trap 'signal=15; kill "$pid"' TERM
    (
        cd "$1" || exit 1
        JAVA_HOME=$JDK_HOME exec "$MAVEN" -B -Dmaven.test.skip=true -Dspotless.check.skip=true \
            -Dcheckstyle.skip=true package
    ) </dev/null 9>&- &
    pid=$!
    show_build "$pid" "$1/target/launcher-build.log" 9>&- &
    watch=$!
    wait "$pid"
    status=$?
    if (( signal )); then
        wait "$pid"
        status=$(( 128 + signal ))
    fi
    kill "$watch" 2>/dev/null
    wait "$watch" 2>/dev/null
    [[ ! -t 2 ]] || printf '\r\033[K' >&2
    trap - HUP INT TERM
    return "$status"
}

# While a build runs: how far it is, on a line of the terminal that is written over, else every 15 s on a line of its own.
show_build() {
    local pid=$1 log=$2 seconds=0
    trap - HUP INT TERM
    while sleep 1 && kill -0 "$pid" 2>/dev/null; do
        seconds=$(( seconds + 1 ))
        build_state "$log"
        if [[ -t 2 ]]; then
            printf '\rshoal: %s, %d s\033[K' "$STATE" "$seconds" >&2
        elif (( seconds % 15 == 0 )); then
            printf 'shoal: %s, %d s\n' "$STATE" "$seconds" >&2
        fi
    done
}

# Sets STATE to what a build has come to, from its log: `412 files (96 MB) downloaded`.
build_state() {
    local line size files=0 kilobytes=0 now='starting Maven'
    while IFS= read -r line; do
        case $line in
            *'Downloaded from '*' ('*' at '*)
                files=$(( files + 1 ))
                size=${line##* (}
                case $size in
                    *' kB at '*) kilobytes=$(( kilobytes + ${size%%[. ]*} )) ;;
                    *' MB at '*) kilobytes=$(( kilobytes + 1000 * ${size%%[. ]*} )) ;;
                esac
                ;;
            *'--- '*compiler*':compile '*) now=compiling ;;
            *'--- '*jar*':jar '*) now='making the jar' ;;
        esac
    done <"$1"
    STATE=$now
    if (( files )); then
        STATE="$files files ($(( kilobytes / 1000 )) MB) downloaded"
        [[ $now == starting* ]] || STATE="$now, $STATE"
    fi
}

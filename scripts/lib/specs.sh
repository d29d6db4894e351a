# Runs single specs without Maven and without its checks; sourced by scripts/test.
#
#   run_specs NAME…     a name as DurationsSpec, 'Ssh*Spec', or DurationsSpec:TEXT for its features that contain TEXT;
#                       JDK_HOME and MAVEN are set; returns 0 if reports are in target/specs/reports, 64 for an unknown
#                       name or TEXT, 1 if the sources do not compile
#
# All of it is in target/specs, where nothing else writes: the class path, which Maven computes again when pom.xml changes, the classes,
# and the checksums of the files that they were compiled from. A file of checksums is removed before its classes are compiled
# and written after that, so that no class is older than its source, even if a compilation ends half way.
#
# What is compiled: all of src/main/java if one of its files differs; all of src/test if one differs that is not a spec, or if
# a signature of src/main/java does; otherwise the changed specs alone, as nothing refers to a spec.

SPECS=target/specs # and out/test in it, by which ArchUnit knows tests
JVM_FOR_SPECS=(-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --sun-misc-unsafe-memory-access=allow)

run_specs() {
    local status
    find_specs "$@" || return
    mkdir -p "$SPECS"
    build_lock "$CHECKOUT" || return
    compile_specs
    status=$?
    build_unlock "$CHECKOUT"
    if (( status )); then
        printf 'scripts/test: no spec was run, because the sources do not compile\n' >&2
        return 1
    fi
    rm -rf "$SPECS/reports"
    "$JDK_HOME/bin/java" "${JVM_FOR_SPECS[@]}" --enable-native-access=ALL-UNNAMED -cp "$(specs_class_path)" \
        org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=none \
        --fail-if-no-tests --reports-dir="$SPECS/reports" --include-classname='.*' "${SELECTED[@]}" |
        sed -E '/^Test run finished/d; /^\[ +[0-9]+ (containers|tests) /d; /^$/d'
    case ${PIPESTATUS[0]} in
        0 | 1) return 0 ;; # all passed, or some failed
        2) printf 'scripts/test: no feature has this text\n' >&2; return 64 ;;
        *) return 1 ;;
    esac
}

# Sets SELECTED to what the JUnit console is to run.
find_specs() {
    local name file class text found groovy=1
    SELECTED=()
    for name; do
        found=0
        text=''
        [[ $name != *:* ]] || text="\\Q${name#*:}\\E.*"
        while IFS= read -r file; do
            [[ $file == *.groovy ]] || groovy=0
            class=${file#src/test/*/}
            class=${class%.*}
            class=${class//\//.}
            SELECTED+=(--select-class "$class" --include-methodname "\\Q$class#\\E.*$text")
            found=1
        done < <(find src/test/groovy src/test/java -type f \( -name '*Spec.groovy' -o -name '*Test.java' \) -name "${name%%:*}.*")
        if (( ! found )); then
            printf 'scripts/test: unknown spec: %s; a name is that of a file of src/test without its ending, as DurationsSpec\n' \
                "${name%%:*}" >&2
            return 64
        fi
    done
    (( ! groovy )) || SELECTED+=(--include-engine spock)
}

specs_class_path() {
    printf '%s' "$CHECKOUT/$SPECS/out/test:$CHECKOUT/$SPECS/out/main:$CHECKOUT/src/test/resources:$CHECKOUT/src/main/resources:"
    cat "$SPECS/class-path"
}

compile_specs() {
    take_sums "$SPECS/pom.now" pom.xml scripts/lib/specs.sh
    { cmp -s "$SPECS/pom.now" "$SPECS/pom.sums" && class_path_exists; } || read_class_path || return
    take_sums "$SPECS/main.now" src/main/java
    take_sums "$SPECS/tests.now" src/test/java src/test/groovy
    cmp -s "$SPECS/main.now" "$SPECS/main.sums" || compile_main || return
    if [[ ! -e $SPECS/tests.sums ]] || ! cmp -s "$SPECS/signatures" "$SPECS/signatures.of-tests"; then
        compile_tests
    elif ! cmp -s "$SPECS/tests.now" "$SPECS/tests.sums"; then
        compile_changed
    fi
}

# take_sums FILE DIR…: the checksum of each file, sorted
take_sums() { find "${@:2}" -type f -exec cksum {} + | LC_ALL=C sort >"$1"; }

class_path_exists() {
    local file IFS=:
    for file in $(<"$SPECS/class-path"); do
        [[ -f $file ]] || return 1
    done
}

read_class_path() {
    printf 'scripts/test: reading the class path from Maven …\n' >&2
    rm -f "$SPECS"/*.sums
    JAVA_HOME=$JDK_HOME "$MAVEN" -B -q -ntp dependency:build-classpath -Dmdep.includeScope=test \
        -Dmdep.outputFile="$SPECS/class-path" >"$SPECS/maven.log" 2>&1 && mv "$SPECS/pom.now" "$SPECS/pom.sums" && return
    cat "$SPECS/maven.log" >&2
    return 1
}

compile_main() {
    printf 'scripts/test: compiling src/main …\n' >&2
    rm -rf "$SPECS/main.sums" "$SPECS/out/main"
    compile_java out/main src/main/java || return
    find "$SPECS/out/main" -name '*.class' | LC_ALL=C sort | tr '\n' '\0' |
        xargs -0 "$JDK_HOME/bin/javap" -J-XX:TieredStopAtLevel=1 -p -constants | cksum >"$SPECS/signatures" &&
        mv "$SPECS/main.now" "$SPECS/main.sums"
}

compile_tests() {
    printf 'scripts/test: compiling src/test …\n' >&2
    rm -rf "$SPECS/tests.sums" "$SPECS/out/test"
    compile_java out/test src/test/java || return
    list_files src/test/groovy >"$SPECS/sources"
    compile_groovy || return
    cp "$SPECS/signatures" "$SPECS/signatures.of-tests" && mv "$SPECS/tests.now" "$SPECS/tests.sums"
}

# Compiles the specs that differ, or all of src/test where something else does too.
compile_changed() {
    local file name class
    LC_ALL=C comm -3 "$SPECS/tests.sums" "$SPECS/tests.now" | sed 's/^[[:blank:]]*[0-9]* [0-9]* //' | sort -u >"$SPECS/sources"
    while IFS= read -r file; do
        name=${file##*/}
        if [[ ! -f $file || $file != src/test/groovy/*Spec.groovy ]] ||
            grep -rqE "(extends|import .*\.)[[:blank:]]*${name%.*}\b" src/test/groovy; then
            compile_tests
            return
        fi
    done <"$SPECS/sources"
    printf 'scripts/test: compiling the changed specs …\n' >&2
    rm -f "$SPECS/tests.sums"
    while IFS= read -r file; do
        class=$SPECS/out/test/${file#src/test/groovy/}
        mkdir -p "${class%/*}"
        grep -lF "${file##*/}" "${class%/*}"/*.class 2>/dev/null | tr '\n' '\0' | xargs -0 rm -f # its name is in all of its classes
    done <"$SPECS/sources"
    compile_groovy && mv "$SPECS/tests.now" "$SPECS/tests.sums"
}

list_files() { find "$@" -type f \( -name '*.java' -o -name '*.groovy' \); }

# compile_java OUT DIR: without Error Prone, which is for `mvn verify`
compile_java() {
    mkdir -p "$SPECS/$1"
    list_files "$2" >"$SPECS/sources"
    "$JDK_HOME/bin/javac" -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -nowarn -g -proc:none --release 25 \
        -cp "$(specs_class_path)" -d "$SPECS/$1" "@$SPECS/sources" 2>&1 | grep -v '^Note: ' >&2
    return "${PIPESTATUS[0]}"
}

# Compiles what target/specs/sources lists.
compile_groovy() {
    local path
    path=$(specs_class_path)
    "$JDK_HOME/bin/java" "${JVM_FOR_SPECS[@]}" -Dgroovy.target.bytecode=25 -cp "$path" \
        org.codehaus.groovy.tools.FileSystemCompiler -cp "$path" -pa -d "$SPECS/out/test" "@$SPECS/sources" >&2
}

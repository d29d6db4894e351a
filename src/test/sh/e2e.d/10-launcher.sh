# shellcheck shell=bash
# The launcher, with the real JVM and jar behind it; launcher.sh has the rest.

VERSION=$(sed -n 's/^  <version>\(.*\)<\/version>$/\1/p' "$CHECKOUT/pom.xml")

test_is 'the version is told'
shoal --version
out_is "shoal $VERSION"
err_is ''
status_is 0

test_is 'a verb runs through a symlink and from another directory'
if needs openssh; then
    ln -s "$SHOAL" "$BOX/link"
    SHOAL_REAL=$SHOAL SHOAL=$BOX/link
    on "$NET.1" exec echo hi
    SHOAL=$SHOAL_REAL
    out_is "$(group "$NET.1 (1)" hi)"
    err_is '1 ok   1 host, T'
    status_is 0
fi

test_is 'nothing is read from the current directory'
if needs openssh; then
    mkdir conf plugins
    printf 'output: nonsense\n' | tee shoal.yaml >conf/shoal.yaml
    printf 'hosts: [\n' | tee hosts.yaml >conf/hosts.yaml
    on "$NET.1" exec echo hi
    out_is "$(group "$NET.1 (1)" hi)"
    status_is 0
fi

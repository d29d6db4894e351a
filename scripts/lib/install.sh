# Installs what is missing, where that is wanted; sourced by the launcher and by scripts/test.
#
#   may_install                 root on Debian or a relative of it, with CI=true or SHOAL_INSTALL=1
#   install_packages NAME…      installs what the distribution has; returns 1 with one line on stderr where it has not

may_install() {
    [[ ${CI-} == true || ${SHOAL_INSTALL-} == 1 ]] && (( EUID == 0 )) && [[ -e /etc/debian_version ]] &&
        type apt-get >/dev/null 2>&1
}

install_packages() {
    local name output
    printf 'shoal: installing %s …\n' "$*" >&2
    apt-get -qq update >/dev/null 2>&1 </dev/null
    for name in "$@"; do
        if [[ -z $(apt-cache --names-only search "^${name//./\\.}\$" 2>/dev/null) ]]; then
            printf 'shoal: this distribution has no package %s\n' "$name" >&2
            return 1
        fi
    done
    if ! output=$(DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" 2>&1 </dev/null)
    then
        output=${output%$'\n'}
        printf 'shoal: apt-get install %s failed: %s\n' "$*" "${output##*$'\n'}" >&2
        return 1
    fi
}

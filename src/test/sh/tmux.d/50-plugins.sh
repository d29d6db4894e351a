# shellcheck shell=bash
# Plugins that are written while the shell runs, on the demo fleet.

PLUGINS=$ALL/config/shoal/plugins

# Writes the plugin Motto, which answers WORD; the second argument takes the place of its closing brace.
write_motto() {
    mkdir -p "$PLUGINS"
    printf 'class Motto extends dev.shoal.plugin.Plugin {\n    Object process(dev.shoal.plugin.HostContext host) {\n        [motto: "%s"]\n    }\n%s\n' \
        "$1" "${2-\}}" >"$PLUGINS/Motto.groovy.new"
    mv "$PLUGINS/Motto.groovy.new" "$PLUGINS/Motto.groovy"
}

motto_is() {
    screen_is "shoal @all 2> collect motto
host  motto
web1  $1
web2  $1
2 ok   2 hosts, T
shoal @all 2>"
}

test_is 'a plugin that was written while the shell runs is found, completed and run'
terminal
enters '"$SHOAL" demo 2'
sees_last 'shoal @all 2>'
clear 'shoal @all 2>'
write_motto one
types 'collect mott'
key Tab
sees_last 'shoal @all 2> collect motto'
key Enter
motto_is one

test_is 'the changed file is what the next collect runs'
write_motto two
clear 'shoal @all 2>'
enters 'collect motto'
motto_is two

test_is 'one that no longer compiles stays in use as it was, which is said'
write_motto three '}}'
clear 'shoal @all 2>'
enters 'collect motto'
screen_is "shoal @all 2> collect motto
shoal: plugin motto: the previous version is used, because the new one does not
load: Motto.groovy:5: Unexpected input: '}'
  }}
   ^
host  motto
web1  two
web2  two
2 ok   2 hosts, T
shoal @all 2>"

test_is 'mended, it is used again'
write_motto four
clear 'shoal @all 2>'
enters 'collect motto'
motto_is four

test_is 'a plugin that is no plugin is told as such, and stops nothing'
printf 'class Junk {\n}\n' >"$PLUGINS/Junk.groovy"
clear 'shoal @all 2>'
enters 'collect junk'
screen_is 'shoal @all 2> collect junk
shoal: collect: Junk.groovy:1: Junk is not a plugin; write: class Junk extends P
lugin
  class Junk {
  ^
shoal @all 2>'
clear 'shoal @all 2>'
enters 'collect motto'
motto_is four

test_is 'rows of a plugin are a value of Groovy'
rm "$PLUGINS/Junk.groovy"
clear 'shoal @all 2>'
enters 'collect motto |> it*.motto'
sees "['four', 'four']"
sees_last 'shoal @all 2>'

test_is 'Ctrl-C ends a collect whose plugin spins'
write_motto '${while (true) {}}'
clear 'shoal @all 2>'
enters 'collect motto'
sees '0/2 done, T, waiting: web[1-2]'
key C-c
sees_last 'shoal @all 2>'
sees_text 'cancelled'
rm "$PLUGINS/Motto.groovy"
key C-d
sees_last '$'

# shellcheck shell=bash
# Groovy at the prompt of the demo fleet.

test_is 'an expression shows its value, and _ stays the last run'
terminal
enters '"$SHOAL" demo 3'
sees_last 'shoal @all 3>'
clear 'shoal @all 3>'
enters 'exec -o none true'
enters '6 * 7'
enters '_.size()'
screen_is 'shoal @all 3> exec -o none true
3 ok   3 hosts, T
shoal @all 3> 6 * 7
42
shoal @all 3> _.size()
3
shoal @all 3>'

test_is 'a method of several lines asks for them, and stays'
clear 'shoal @all 3>'
enters 'def twice(x) {'
enters '    x * 2'
sees_last '>'
enters '}'
enters 'twice 21'
screen_is 'shoal @all 3> def twice(x) {
>     x * 2
> }
shoal @all 3> twice 21
42
shoal @all 3>'

test_is 'println prints, and what is not ASCII comes out as it went in'
clear 'shoal @all 3>'
enters "for (w in ['größe', '日本']) println w"
screen_is "shoal @all 3> for (w in ['größe', '日本']) println w
größe
日本
shoal @all 3>"

test_is 'a class and an import stay'
clear 'shoal @all 3>'
enters 'import java.time.Duration'
enters 'class Box { int n }'
enters 'Duration.ofSeconds(new Box(n: 5).n)'
sees PT5S
sees_last 'shoal @all 3>'

test_is 'what a command said is kept as a value, whose failed hosts have names'
clear 'shoal @all 3>'
enters 'r = exec test $HOSTNAME = db1'
enters 'r.failed*.host'
screen_is "shoal @all 3> r = exec test \$HOSTNAME = db1
web[1-2] (2)  (no output)  exit 1  @1
db1 (1)       (no output)          @2
1 ok, 2 exit 1: web[1-2]   3 hosts, T
shoal @all 3> r.failed*.host
['web1', 'web2']
shoal @all 3>"

test_is 'a pipe hands the run to Groovy, and only what comes out is printed'
clear 'shoal @all 3>'
enters 'exec hostname |> it*.out*.trim()'
screen_is "shoal @all 3> exec hostname |> it*.out*.trim()
3 ok   3 hosts, T
['db1', 'web1', 'web2']
shoal @all 3>"

test_is 'values go into a command quoted, one per word of a list, and the name of the host too'
clear 'shoal @all 3>'
enters "names = ['a b', \"it's\"]"
enters 'exec printf "%s|" #{names} #{host} |> it[0].out'
sees "a b|it's|db1|"
sees_last 'shoal @all 3>'

test_is 'a name that is not there is told, and nothing is run'
clear 'shoal @all 3>'
enters 'exec kill #{nosuch}'
screen_is 'shoal @all 3> exec kill #{nosuch}
shoal: #{nosuch}: unknown name: nosuch
shoal @all 3>'

test_is 'a command without exec is not run, but gets a hint'
clear 'shoal @all 3>'
enters 'df -h'
screen_is 'shoal @all 3> df -h
shoal: unknown command: df
shoal: to run it on the hosts: exec df -h
shoal @all 3>'

test_is 'a syntax error shows where it is, without a stack trace'
clear 'shoal @all 3>'
enters 'x = [1, 2'
sees_last '>'
enters ')'
screen_is "shoal @all 3> x = [1, 2
> )
shoal: Unexpected input: ')'
  )
  ^
shoal @all 3>"

test_is 'an exception is one line'
clear 'shoal @all 3>'
enters '[1, 2].get(7)'
sees_last 'shoal @all 3>'
sees_text 'shoal: '
lacks_text '	at '
same 'lines' "$(screen | wc -l)" 3

test_is 'Tab completes a variable'
clear 'shoal @all 3>'
types 'nam'
key Tab
screen_is 'shoal @all 3> names'
key C-c
sees_last 'shoal @all 3>'

test_is 'Ctrl-C ends a loop that spins, and what was there before is kept'
clear 'shoal @all 3>'
enters 'while (true) {}'
sleep 0.5 # it shows nothing of which could be told that it spins
key C-c
sees_last 'shoal @all 3>'
enters 'r.size() + twice(4)'
screen_is 'shoal @all 3> while (true) {}
shoal @all 3> r.size() + twice(4)
11
shoal @all 3>'

test_is 'Ctrl-C ends a loop of commands with the command that runs'
clear 'shoal @all 3>'
enters 'for (i in 1..5) exec "sleep 100"'
sees '0/3 done, T, waiting: db1,web[1-2]'
key C-c
screen_is 'shoal @all 3> for (i in 1..5) exec "sleep 100"
3 cancelled (may still run): db1,web[1-2]   3 hosts, T
shoal @all 3>'

test_is 'exit(3) leaves with 3'
enters 'exit(3)'
sees_last '$'
enters 'echo status $?'
sees 'status 3'

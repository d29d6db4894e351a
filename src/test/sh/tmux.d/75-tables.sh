# shellcheck shell=bash
# Tables that are longer than the screen.

test_is 'a table longer than the screen is shortened, and what is left out is counted'
terminal
on_tmux resize-window -x 80 -y 14
enters '"$SHOAL" demo 12'
sees_last 'shoal @all 12>'
clear 'shoal @all 12>'
enters 'collect disk'
screen_is "shoal @all 12> collect disk
host  mount    use         size      used       free  device
db1   /      100 % !   98.3 GiB  98.3 GiB        0 B  /dev/vda1
db1   /boot   10 %    123.7 MiB  11.8 MiB  111.9 MiB  /dev/vda15
db2   /       45 %     98.3 GiB  44.2 GiB   54.1 GiB  /dev/vda1
db2   /boot   10 %    123.7 MiB  11.8 MiB  111.9 MiB  /dev/vda15
db3   /       52 %     98.3 GiB  51.1 GiB   47.2 GiB  /dev/vda1
db3   /boot   10 %    123.7 MiB  11.8 MiB  111.9 MiB  /dev/vda15
db4   /       59 %     98.3 GiB  58.0 GiB   40.3 GiB  /dev/vda1
db4   /boot   10 %    123.7 MiB  11.8 MiB  111.9 MiB  /dev/vda15
web1  /       38 %     39.2 GiB  14.9 GiB   24.3 GiB  /dev/vda1
… 15 rows more: less
12 ok   12 hosts, T
shoal @all 12>"

test_is 'so is the table that comes out of a line'
clear 'shoal @all 12>'
enters '(1..20).collect { [n: it] }'
screen_is 'shoal @all 12> (1..20).collect { [n: it] }
n
1
2
3
4
5
6
7
8
9
… 11 rows more: less
shoal @all 12>'

test_is 'less shows all rows of the table that was printed last'
clear 'shoal @all 12>'
enters 'less'
sees_last ':'
types G
sees '20'
key q
sees_last 'shoal @all 12>'

test_is 'less HOST after collect shows the rows of that host'
clear 'shoal @all 12>'
enters 'collect disk'
sees '… 15 rows more: less'
sees_last 'shoal @all 12>'
clear 'shoal @all 12>'
enters 'less db2'
screen_is 'shoal @all 12> less db2
host  mount   use       size      used       free  device
db2   /      45 %   98.3 GiB  44.2 GiB   54.1 GiB  /dev/vda1
db2   /boot  10 %  123.7 MiB  11.8 MiB  111.9 MiB  /dev/vda15
shoal @all 12>'

test_is 'a file gets the whole table'
clear 'shoal @all 12>'
enters 'exit'
sees '$'
clear '$'
enters '"$SHOAL" demo 12 collect disk | wc -l'
screen_is '$ "$SHOAL" demo 12 collect disk | wc -l
12 ok   12 hosts, T
25
$'
on_tmux resize-window -x 80 -y 30

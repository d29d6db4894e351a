"""One command on many hosts with paramiko and a pool of threads, as a script of ten minutes would do it.

Host keys are not checked, which spares paramiko work that the other rows of the benchmark do.
"""
import sys
from concurrent.futures import ThreadPoolExecutor

import paramiko


def main(hosts_file, port, user, key_file, fanout, command):
    key = paramiko.Ed25519Key.from_private_key_file(key_file)

    def run(host):
        with paramiko.SSHClient() as client:
            client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
            client.connect(host, port=int(port), username=user, pkey=key, timeout=60, banner_timeout=60, auth_timeout=60,
                           allow_agent=False, look_for_keys=False)
            channel = client.get_transport().open_session()
            channel.exec_command(command)
            output = channel.makefile('rb').read()
            return channel.recv_exit_status(), output

    with open(hosts_file) as lines, ThreadPoolExecutor(int(fanout)) as pool:
        replies = list(pool.map(run, lines.read().split()))
    good = sum(status == 0 for status, _ in replies)
    print(f'{good} ok')
    return 0 if good == len(replies) else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))

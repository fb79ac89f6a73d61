"""OpenSSH's sftp-server with something done to it: the command of an sshd's session.

arguments: RULES; a file whose lines are
  before TYPE TEXT COMMAND   runs the command, once, when the first request of that type comes whose bytes hold the text
  after COUNT                ends the session when so many requests have passed
  pause MILLISECONDS         waits before each WRITE
  freeze COUNT               stops the session and its server where they are before the WRITE of that number
"""
import os, signal, subprocess, sys, threading, time

TYPES = {3: "OPEN", 4: "CLOSE", 5: "READ", 6: "WRITE", 11: "OPENDIR", 12: "READDIR", 13: "REMOVE", 16: "REALPATH", 18: "RENAME", 200: "EXTENDED"}

with open(sys.argv[1]) as file:
    lines = [line.rstrip("\n").split(" ", 3) for line in file]
rules = [line[1:] for line in lines if line[0] == "before"]
pause = next((int(line[1]) / 1000 for line in lines if line[0] == "pause"), 0)
silent = next((int(line[1]) for line in lines if line[0] == "freeze"), None)
most = next((int(line[1]) for line in lines if line[0] == "after"), None)

server = subprocess.Popen(["/usr/lib/openssh/sftp-server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def answers():
    while data := os.read(server.stdout.fileno(), 65536):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    os._exit(0)


def read(count):
    data = sys.stdin.buffer.read(count)
    if len(data) < count:
        server.kill()
        os._exit(0)
    return data


def freeze():
    """The processes of sshd above this one, the listening one first, and this one."""
    above, process = [os.getpid()], os.getppid()
    while open(f"/proc/{process}/comm").read().startswith("sshd"):
        above.append(process)
        with open(f"/proc/{process}/stat") as stat:
            process = int(stat.read().rpartition(")")[2].split()[1])
    for process in reversed(above):
        os.kill(process, signal.SIGSTOP)


threading.Thread(target=answers, daemon=True).start()
passed = written = 0
while True:
    length = read(4)
    packet = read(int.from_bytes(length, "big"))
    if packet[0] != 1:
        if passed == most:
            server.kill()
            os._exit(1)
        passed += 1
    if packet[0] == 6:
        time.sleep(pause)
        written += 1
        if written == silent:
            freeze()
    for rule in list(rules):
        if TYPES.get(packet[0]) == rule[0] and rule[1].encode() in packet:
            rules.remove(rule)
            subprocess.run(rule[2], shell=True, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    server.stdin.write(length + packet)
    server.stdin.flush()

"""What a program sends to a terminal of a given size."""
import fcntl
import os
import pty
import struct
import subprocess
import termios


def read_all(master):
    """What is still sent, until the program ends."""
    sent = b""
    while True:
        try:
            got = os.read(master, 65536)
        except OSError:
            return sent
        if not got:
            return sent
        sent += got


def run(words, rows, columns, environment, stderr=subprocess.DEVNULL):
    """Its exit code, and the bytes as they are written."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    settings = termios.tcgetattr(slave)
    settings[1] &= ~termios.OPOST
    termios.tcsetattr(slave, termios.TCSANOW, settings)
    process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=slave,
                               stderr=slave if stderr is subprocess.STDOUT else stderr, env=environment)
    os.close(slave)
    sent = read_all(master)
    process.wait()
    os.close(master)
    return process.returncode, sent

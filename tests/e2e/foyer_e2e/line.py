"""The line between the kiosks and the server: a TCP relay that can be cut, mended and made slow.

The kiosks know only its port. Cut: it stops listening and every connection is reset, as when a cable is
pulled. Slow: so many bytes a second each way, so that a program can be killed in the middle of the work; the
first connection is faster than those after it, so that one kiosk is done while another still sends."""
import contextlib
import selectors
import socket
import struct
import threading
import time

CHUNK_BYTES = 16 * 1024
LATER_PART = 4  # later connections of a slow line get this part of its speed
TICK_S = 0.02


class Line:
    def __init__(self, port, target_port):
        self.port, self.target_port = port, target_port
        self.bytes_per_second = 0  # 0: as fast as it goes
        self.bytes_up = 0          # from kiosks to the server, since the start
        self._lock = threading.Lock()
        self._listener, self._sockets = None, set()

    def mend(self):
        listener = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        with self._lock:
            self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self):
        with self._lock:
            listener, self._listener = self._listener, None
            sockets, self._sockets = self._sockets, set()
        if listener:
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for one in sockets:
            _reset(one)

    close = cut

    def _accept(self, listener):
        part = 1  # of the speed
        while True:
            try:
                kiosk, _ = listener.accept()
            except OSError:
                return  # cut
            try:
                server = socket.create_connection(("127.0.0.1", self.target_port), 2)
            except OSError:
                _reset(kiosk)  # the server is away
                continue
            with self._lock:
                is_cut = self._listener is not listener
                if not is_cut:
                    self._sockets |= {kiosk, server}
            if is_cut:
                _reset(kiosk)
                _reset(server)
                return
            threading.Thread(target=self._relay, args=(kiosk, server, part), daemon=True).start()
            part = LATER_PART

    def _relay(self, kiosk, server, part):
        with selectors.DefaultSelector() as ready:
            ready.register(kiosk, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, kiosk)
            try:
                while self._pass_on(ready, kiosk, part):
                    pass
            except (OSError, ValueError):
                pass  # one end is gone, or the line was cut
        for one in (kiosk, server):
            with self._lock:
                self._sockets.discard(one)
            _reset(one)

    def _pass_on(self, ready, kiosk, part):
        for key, _ in ready.select(TICK_S * 5):
            rate = self.bytes_per_second / part
            chunk = key.fileobj.recv(max(1, int(rate * TICK_S)) if rate else CHUNK_BYTES)
            if not chunk:
                return False
            key.data.sendall(chunk)
            if key.fileobj is kiosk:
                self.bytes_up += len(chunk)
            if rate:
                time.sleep(len(chunk) / rate)
        return True


def _reset(one):
    """Closes at once, without the polite end of TCP."""
    with contextlib.suppress(OSError):
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()

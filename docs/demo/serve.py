"""Serve the example intranet page on loopback, under a policy as strict as intranets have.

In: the address of the service, and the port of this page, 0 for a free one. Out: the page and its
style sheet, nothing else.
"""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from qa.api.http.files import FILES

SERVICE, PORT = sys.argv[1], int(sys.argv[2])
HERE = Path(__file__).parent
PAGE = (HERE / "index.html").read_text("utf-8").replace("@SERVICE@", SERVICE)
PAGE = PAGE.replace("@INTEGRITY@", FILES["/widget/vraag-de-brief.js"].integrity)
SENT = {
    "/": ("text/html; charset=utf-8", PAGE.encode()),
    "/huisstijl.css": ("text/css; charset=utf-8", (HERE / "huisstijl.css").read_bytes()),
}
POLICY = (
    f"default-src 'none'; script-src {SERVICE}; style-src 'self'; connect-src {SERVICE};"
    " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Intranet(BaseHTTPRequestHandler):
    """Sends what is in the table."""

    def do_GET(self) -> None:
        """Send a file, or say that there is none."""
        if self.path not in SENT:
            return self.send_error(404)
        kind, content = SENT[self.path]
        self.send_response(200)
        headers = {"Content-Type": kind, "Content-Length": str(len(content))}
        for name, value in {**headers, "Content-Security-Policy": POLICY}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


with ThreadingHTTPServer(("127.0.0.1", PORT), Intranet) as server:
    print(f"Voorbeeld van een intranet: http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()

"""To look at a page that came to a browser without scripts."""

from tests.journeys.looking import look


class Mirror:
    """The same page where our script (axe) may run, with its looks and without its own scripts."""

    def __init__(self, browser, way):
        self.context = browser.new_context(**way.context() | {"java_script_enabled": True})
        self.page = self.context.new_page()
        self.page.route("**/*", self._bring)

    def look(self, url, html):
        self.html = html
        self.page.goto(url)
        look(self.page)

    def _bring(self, route):
        if route.request.is_navigation_request():
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.fulfill(body="", content_type="text/javascript")
        else:
            route.continue_()

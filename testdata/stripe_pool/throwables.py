"""Throwables, and how logback prints them."""


class Throwable:
    """One throwable: its class, its message, its frames (innermost first) and its cause.

    `template` is the message with its variable parts replaced by placeholders.
    """

    def __init__(self, class_name, message, frames, cause=None, template=None):
        self.class_name = class_name
        self.message = message
        self.template = template or message
        self.frames = frames
        self.cause = cause

    def chain(self):
        """The throwable, its cause, its cause's cause …"""
        link = self
        while link:
            yield link
            link = link.cause

    def lines(self):
        """The printed trace. As in logback, frames shared with the enclosing throwable are only counted."""
        enclosing = ()
        for link in self.chain():
            yield f"{'Caused by: ' if enclosing else ''}{link.class_name}: {link.message}"
            common = common_tail(link.frames, enclosing)
            for frame in link.frames[: len(link.frames) - common]:
                yield f"\tat {frame}"
            if common:
                yield f"\t... {common} common frames omitted"
            enclosing = link.frames


def common_tail(frames, enclosing):
    count = 0
    for ours, theirs in zip(reversed(frames), reversed(enclosing)):
        if ours != theirs:
            break
        count += 1
    return count

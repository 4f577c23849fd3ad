package culprit.oracle.failures;

import culprit.oracle.Messages;
import java.io.IOException;

/** Throwables that cause each other. */
final class Ring {
    private final Messages messages;

    Ring(Messages messages) {
        this.messages = messages;
    }

    /** {@code head} leads through {@code length} causes back to itself. */
    Throwable of(int length) {
        Throwable head = new IllegalStateException("first: " + messages.sentence());
        Throwable last = head;
        for (int i = 0; i < length; ++i) {
            Throwable next = new IOException("link " + i + ": " + messages.sentence());
            last.initCause(next);
            last = next;
        }
        last.initCause(head);
        return head;
    }
}

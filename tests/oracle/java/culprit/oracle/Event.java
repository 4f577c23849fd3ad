package culprit.oracle;

import java.time.Instant;
import java.util.Map;

/** What a program hands to its logger. */
public record Event(Instant time, Severity level, String logger, String thread, Map<String, String> context,
                    String message, Throwable thrown) {
    public Event with(String newMessage, Throwable newThrown) {
        return new Event(time, level, logger, thread, context, newMessage, newThrown);
    }

    public Event with(Severity newLevel) {
        return new Event(time, newLevel, logger, thread, context, message, thrown);
    }
}

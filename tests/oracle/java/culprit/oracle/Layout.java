package culprit.oracle;

import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What the text of one log file tells of its events, and what culprit has to be told to read it. */
public final class Layout {
    public final String name;
    public ZoneId zone = ZoneId.of("UTC");
    public ChronoUnit precision = ChronoUnit.MILLIS;  // null: no time is printed
    public UnaryOperator<String> logger = UnaryOperator.identity();
    public UnaryOperator<String> thread = UnaryOperator.identity();
    public UnaryOperator<String> message = UnaryOperator.identity();
    public String behindMessage = "";
    public String traceIndent = "";
    public Set<String> contextKeys = Set.of();  // null: all
    public Printing printing = Printing.NOTHING;
    public boolean structured;  // the throwable is a field of its own, and can't be taken for text
    public Severity greatest = Severity.FATAL;
    public final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    public final List<String> options = new ArrayList<>();

    public Layout(String name) {
        this.name = name;
    }

    /** For layouts that print times in the machine's zone, whichever that is. */
    public Layout localTime(String zoneName) {
        options.clear();
        zone = ZoneId.of(zoneName);
        options.addAll(List.of("--timezone", zoneName));
        return this;
    }

    public Layout may(Trait... wanted) {
        traits.addAll(List.of(wanted));
        return this;
    }

    Map<String, String> shownContext(Event event) {
        Map<String, String> shown = new TreeMap<>(event.context());
        if (contextKeys != null) shown.keySet().retainAll(contextKeys);
        return shown;
    }

    String shownTime(Event event) {
        return precision == null ? null : Times.utc(event.time().truncatedTo(precision));
    }
}

package culprit.oracle.logback;

import static culprit.oracle.Trait.BARE_TRACES;
import static culprit.oracle.Trait.HEADERS_IN_MESSAGES;
import static culprit.oracle.Trait.SUPPRESSED_ALONE;
import static culprit.oracle.Trait.TRACES_IN_MESSAGES;

import ch.qos.logback.classic.pattern.ClassNameOnlyAbbreviator;
import ch.qos.logback.classic.pattern.TargetLengthBasedClassNameAbbreviator;
import culprit.oracle.Layout;
import culprit.oracle.Logs;
import culprit.oracle.Printing;
import culprit.oracle.Severity;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** logback's layouts, from Kill Bill's own to those of other frameworks that use it. */
public final class LogbackLogs {
    private static final String DATE = "%date [%thread] %-5level %logger{36} - %msg%n";
    private static final String TIME = "%d{HH:mm:ss.SSS} [%thread] %-5level %logger{36} - %msg%n";
    private static final String ISO =
        "%d{\"yyyy-MM-dd'T'HH:mm:ss.SSSZ\"} [%thread] %-5level %logger{36} - %msg%n";
    private static final String KILLBILL =
        "%d{\"yyyy-MM-dd'T'HH:mm:ss,SSSZ\", UTC} lvl='%level', log='%logger{0}', th='%thread',"
        + " xff='%X{req.xForwardedFor}', rId='%X{req.requestId}', tok='%X{kb.userToken}',"
        + " aRId='%X{kb.accountRecordId}', tRId='%X{kb.tenantRecordId}', %msg%n";
    private static final Set<String> KILLBILL_KEYS = Set.of(
        "req.xForwardedFor", "req.requestId", "kb.userToken", "kb.accountRecordId", "kb.tenantRecordId");

    private LogbackLogs() {}

    public static void write(Logs logs) {
        write(logs, killbill("logback-killbill"), KILLBILL);
        write(logs, abbreviated("logback-date").localTime("America/New_York").may(HEADERS_IN_MESSAGES), DATE);
        write(logs, abbreviated("logback-date-xex").may(BARE_TRACES), DATE + "%xEx");
        write(logs, abbreviated("logback-date-rex"), DATE + "%rEx");
        write(logs, limited("logback-date-ex-short", 1), DATE + "%ex{short}");
        write(logs, limited("logback-date-ex-5", 5), DATE + "%ex{5}");
        write(logs, limited("logback-date-filtered", Integer.MAX_VALUE, "java.util", "jdk.internal", "Failures"),
              DATE + "%ex{full, java.util, jdk.internal, Failures}");
        Layout nopex = abbreviated("logback-date-nopex");
        nopex.printing = Printing.NOTHING;
        write(logs, nopex, DATE + "%nopex");
        write(logs, abbreviated("logback-time").localTime("Asia/Kolkata").may(TRACES_IN_MESSAGES), TIME);
        write(logs, abbreviated("logback-iso").localTime("Australia/Lord_Howe").may(BARE_TRACES), ISO);
        Layout colored = layout("logback-colored");
        colored.behindMessage = " ";
        colored.logger = new TargetLengthBasedClassNameAbbreviator(30)::abbreviate;
        write(logs, colored,
              "%d{HH:mm:ss.SSS} [%-7thread] %highlight(%-5level) %cyan(%-30logger{30}) - %msg %n");
        Layout relative = abbreviated("logback-relative");
        relative.precision = null;
        write(logs, relative, "%-4relative [%thread] %-5level %logger{36} - %msg%n");
        Layout spring = layout("logback-spring-boot");
        spring.logger = lastOf(40, new TargetLengthBasedClassNameAbbreviator(39)::abbreviate);
        spring.thread = lastOf(15, UnaryOperator.identity());
        write(logs, spring.localTime("Europe/Berlin"),
              "%d{yyyy-MM-dd HH:mm:ss.SSS} %5p 4711 --- [%15.15t] %-40.40logger{39} : %m%n");
        Layout dropwizard = layout("logback-dropwizard");
        dropwizard.thread = thread -> "";
        dropwizard.may(SUPPRESSED_ALONE);
        write(logs, dropwizard, "%-5p [%d{ISO8601,UTC}] %c: %m%n%dropwizardEx");
    }

    /** In a JVM whose line separator is CRLF. */
    public static void writeCrlf(Logs logs) {
        write(logs, killbill("logback-crlf-killbill"), KILLBILL);
        write(logs, abbreviated("logback-crlf-date").may(BARE_TRACES), DATE);
    }

    private static void write(Logs logs, Layout layout, String pattern) {
        logs.write(layout, new LogbackWriter(pattern, layout.zone));
    }

    /** {@code %date [%thread] …}: the layout that logback's manual begins with. */
    public static Layout date(String name) {
        return abbreviated(name);
    }

    public static LogbackWriter dateWriter(Layout layout) {
        return new LogbackWriter(DATE, layout.zone);
    }

    private static Layout layout(String name) {
        Layout layout = new Layout(name);
        layout.greatest = Severity.ERROR;
        layout.printing = new LogbackPrinting();
        // For layouts that print no zone; the others don't ask for it.
        layout.options.addAll(List.of("--timezone", "UTC"));
        return layout;
    }

    /** %ex and %xEx. */
    public static Printing printing() {
        return new LogbackPrinting();
    }

    public static LogbackWriter killbillWriter(Layout layout) {
        return new LogbackWriter(KILLBILL, layout.zone);
    }

    /** Kill Bill's own layout, since 0.16 and in its containers. */
    public static Layout killbill(String name) {
        Layout layout = layout(name);
        layout.logger = new ClassNameOnlyAbbreviator()::abbreviate;
        layout.contextKeys = KILLBILL_KEYS;
        return layout;
    }

    private static Layout abbreviated(String name) {
        Layout layout = layout(name);
        layout.logger = new TargetLengthBasedClassNameAbbreviator(36)::abbreviate;
        return layout;
    }

    private static Layout limited(String name, int frames, String... ignored) {
        Layout layout = abbreviated(name);
        layout.printing = new LogbackPrinting(frames, ignored);
        return layout;
    }

    /** logback cuts what is too long at its beginning. */
    private static UnaryOperator<String> lastOf(int length, UnaryOperator<String> full) {
        return text -> {
            String whole = full.apply(text);
            return whole.substring(Math.max(0, whole.length() - length)).strip();
        };
    }
}

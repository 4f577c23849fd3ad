package culprit.oracle.logback;

import ch.qos.logback.classic.pattern.RootCauseFirstThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.regex.Pattern;

/** Puts {@code ! } in front of each line of a trace, in the place of a tab, as Dropwizard does. */
public final class DropwizardConverter extends RootCauseFirstThrowableProxyConverter {
    private static final Pattern LINE_START = Pattern.compile("^\\t?", Pattern.MULTILINE);

    @Override
    protected String throwableProxyToString(IThrowableProxy proxy) {
        return LINE_START.matcher(super.throwableProxyToString(proxy)).replaceAll("! ");
    }
}

package culprit.oracle.failures;

import culprit.oracle.Dice;
import java.util.ArrayList;
import java.util.List;

/** Frames of the forms that other class loaders, modules, languages and generators give. */
final class SyntheticFrames {
    private static final List<StackTraceElement> FORMS = List.of(
        frame("plugin", null, null, "com.example.shop.Plugin", "run", "Plugin.java", 7),
        frame("app", "shop.core", "1.2", "com.example.shop.Order", "<init>", "Order.java", 12),
        frame(null, "java.base", "17.0.1", "java.lang.Thread", "run", "Thread.java", 829),
        frame("app", "shop.core", null, "com.example.shop.Order", "lambda$total$0", "Order.java", 40),
        frame(null, null, null, "com.example.shop.Order$$Lambda$34/0x00007f1c2c0a1b20", "run", null, -1),
        frame(null, null, null, "com.example.shop.Order$$EnhancerByGuice$$5e6f1a2b", "total", "<generated>", -1),
        frame(null, null, null, "jdk.internal.reflect.GeneratedMethodAccessor2", "invoke", null, -1),
        frame(null, "java.base", null, "jdk.internal.reflect.NativeMethodAccessorImpl", "invoke0",
            "NativeMethodAccessorImpl.java", -2),
        frame(null, null, null, "com.sun.proxy.$Proxy12", "pay", null, -1),
        frame(null, null, null, "com.example.OrderKt", "total with spaces", "Order.kt", 3),
        frame(null, null, null, "com.example.Order$", "$colon$colon", "Order.scala", 5),
        frame(null, null, null, "scala.collection.immutable.$colon$colon", "map", "List.scala", 9),
        frame(null, null, null, "com.example.größe.Über", "maß", "Über.java", 8),
        frame(null, null, null, "NoPackage", "main", "NoPackage.java", 1),
        frame(null, null, null, "com.example.Script", "<clinit>", "script file.groovy", 77),
        frame(null, null, null, "RUBY", "authorize_payment", "/srv/plugins/api.rb", 123));

    private final Dice dice;

    SyntheticFrames(Dice dice) {
        this.dice = dice;
    }

    Throwable into(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            List<StackTraceElement> frames = new ArrayList<>(List.of(each.getStackTrace()));
            for (int i = 1 + dice.below(12); i > 0; --i) frames.add(0, dice.pick(FORMS));
            each.setStackTrace(frames.toArray(new StackTraceElement[0]));
        }
        return thrown;
    }

    private static StackTraceElement frame(String loader, String module, String version, String type,
                                           String method, String file, int line) {
        return new StackTraceElement(loader, module, version, type, method, file, line);
    }
}

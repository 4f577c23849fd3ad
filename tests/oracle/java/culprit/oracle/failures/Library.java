package culprit.oracle.failures;

import culprit.oracle.Dice;
import java.io.FileInputStream;
import java.io.StringReader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Exceptions that the JDK throws when it is asked for the impossible. */
final class Library {
    private record Order(String customer, Order next) {}

    private final Dice dice;
    private final ExecutorService pool = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "pool-1-thread-1");
        thread.setDaemon(true);
        return thread;
    });

    private final List<Callable<?>> mistakes = List.of(
        () -> Stream.of("1", "two").map(Integer::parseInt).toList(),
        () -> new Order("x", new Order(null, null)).next().customer().length(),
        () -> new int[3][-1],
        () -> new int[] {1, 2, 3}[mistake() + 2],
        () -> List.of(1).get(2),
        () -> List.of().add(null),
        () -> (Integer) (Object) "text",
        () -> 1 / (mistake() - 1),
        () -> LocalDate.parse("yesterday"),
        () -> Pattern.compile("[a-z"),
        () -> new URI("http://[bad"),
        () -> new URL("kb:nothing"),
        () -> Files.readAllLines(Path.of("no/such/file")),
        () -> new FileInputStream("no/such/file"),
        () -> Class.forName("com.example.Missing"),
        Library::brokenXml,
        () -> String.format("%d", "text"),
        () -> new ArrayList<>().iterator().next(),
        () -> new FutureTask<>(() -> 1).get(0, TimeUnit.MILLISECONDS),
        Library::changeWhileReading, Library::cancelled, Library::interrupted, Library::wrongType,
        Library::brokenProxy);

    Library(Dice dice) {
        this.dice = dice;
    }

    Throwable mistake(Dice with) {
        return Thrown.by(with.pick(mistakes));
    }

    private static int mistake() {
        return 1;
    }

    private static Object changeWhileReading() {
        List<Integer> list = new ArrayList<>(Arrays.asList(1, 2, 3));
        for (Iterator<Integer> all = list.iterator(); all.hasNext();) list.remove(all.next());
        return list;
    }

    private static Object cancelled() throws Exception {
        FutureTask<Integer> task = new FutureTask<>(() -> 1);
        task.cancel(true);
        return task.get();
    }

    private static Object interrupted() throws Exception {
        Thread.currentThread().interrupt();
        Thread.sleep(1);
        return null;
    }

    private static Object wrongType() throws Exception {
        MethodType type = MethodType.methodType(int.class);
        MethodHandle length = MethodHandles.lookup().findVirtual(String.class, "length", type);
        try {
            return length.asType(MethodType.methodType(String.class, String.class));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Object brokenXml() throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        parser.setErrorHandler(null);
        try {
            return parser.parse(new InputSource(new StringReader("<order>\n  <item>")));
        } catch (SAXException e) {
            throw new IllegalArgumentException("no order", e);
        }
    }

    private static Object brokenProxy() {
        proxy((self, method, arguments) -> {
            throw new IllegalStateException("proxied " + method.getName());
        }).run();
        return null;
    }

    /** {@code cause} thrown in a pool's thread, and met again through a Future. */
    Throwable throughPool(Throwable cause) {
        return Thrown.by(() -> pool.submit(() -> {
            throw Thrown.sneaky(cause);
        }).get());
    }

    Throwable throughCompletableFuture(Throwable cause) {
        return Thrown.by(() -> {
            CountDownLatch chained = new CountDownLatch(1);
            CompletableFuture<Integer> result = CompletableFuture.supplyAsync(() -> {
                try {
                    chained.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                throw Thrown.<RuntimeException>sneaky(cause);
            }, pool).thenApply(x -> 1);
            chained.countDown();
            return result.join();
        });
    }

    Throwable throughReflection(Throwable cause) {
        return Thrown.by(() -> Library.class.getDeclaredMethod("rethrow", Throwable.class).invoke(this, cause));
    }

    Throwable throughProxy(Throwable cause) {
        return Thrown.by(() -> {
            proxy((self, method, arguments) -> {
                throw cause;
            }).run();
            return null;
        });
    }

    private static Runnable proxy(InvocationHandler handler) {
        return (Runnable) Proxy.newProxyInstance(Library.class.getClassLoader(), new Class<?>[] {Runnable.class}, handler);
    }

    @SuppressWarnings("unused")  // by reflection
    private void rethrow(Throwable cause) throws Throwable {
        throw cause;
    }

    /** A plugin whose static initializer fails: ExceptionInInitializerError, then NoClassDefFoundError. */
    Throwable inInitializer() {
        return Thrown.by(() -> {
            URL[] classes = {Library.class.getProtectionDomain().getCodeSource().getLocation()};
            ClassLoader parent = ClassLoader.getPlatformClassLoader();
            try (URLClassLoader loader = new URLClassLoader("plugin", classes, parent)) {
                Class<?> type = loader.loadClass("com.example.shop.Plugin");
                Runnable plugin = (Runnable) type.getConstructor().newInstance();
                if (dice.oneIn(2)) Thrown.by(Executors.callable(plugin));
                plugin.run();
            }
            return null;
        });
    }

    Throwable endlessRecursion() {
        return Thrown.by(() -> depth(0));
    }

    private static int depth(int n) {
        return depth(n + 1) + 1;
    }
}

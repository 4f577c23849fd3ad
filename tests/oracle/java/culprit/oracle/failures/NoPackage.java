package culprit.oracle.failures;

/** Reaches classes without a package, which can't be imported. */
final class NoPackage {
    private NoPackage() {}

    static Throwable exception(String message, Throwable cause) {
        return create("NoPackageException", message, cause);
    }

    static Throwable oops(String message, Throwable cause) {
        return create("Oops", message, cause);
    }

    private static Throwable create(String name, String message, Throwable cause) {
        try {
            return (Throwable) Class.forName(name).getConstructor(String.class, Throwable.class)
                .newInstance(message, cause);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

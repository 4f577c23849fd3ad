package culprit.oracle;

/** Tells from a throwable's objects what a layout prints of it. */
@FunctionalInterface
public interface Printing {
    /** Null if the layout prints nothing of it. */
    Node of(Throwable thrown);

    Printing NOTHING = thrown -> null;
}

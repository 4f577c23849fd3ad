package culprit.oracle;

/** The levels as culprit names them, whatever a framework calls its own. */
public enum Severity {
    TRACE, DEBUG, INFO, WARN, ERROR, FATAL;

    public boolean isError() {
        return this == ERROR || this == FATAL;
    }

    /** The level for a framework that knows nothing above ERROR. */
    public Severity upToError() {
        return this == FATAL ? ERROR : this;
    }
}

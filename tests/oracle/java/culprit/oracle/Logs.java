package culprit.oracle;

import java.nio.file.Path;

/** The log files of one run: each has events of its own, which follow from the run's seed and its name. */
public final class Logs {
    private final Path directory;
    private final long seed;
    private final int eventsPerFile;

    public Logs(Path directory, long seed, int eventsPerFile) {
        this.directory = directory;
        this.seed = seed;
        this.eventsPerFile = eventsPerFile;
    }

    public int eventsPerFile() {
        return eventsPerFile;
    }

    public Dice dice(String name) {
        return new Dice(seed * 1_000_003 + name.hashCode());
    }

    public LogFile open(Layout layout) {
        return new LogFile(directory, layout);
    }

    public void write(Layout layout, LogFile.Writer writer) {
        try (LogFile file = open(layout)) {
            new Filler(file, layout, writer, new Events(dice(layout.name), layout.traits)).fill(eventsPerFile);
        }
    }
}

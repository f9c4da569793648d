package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads' writes in few commits, and each one's failure its own. */
@Timeout(60)
class GroupCommitTest {
    private final AtomicInteger syncs = new AtomicInteger();
    private Jdbi jdbi;
    private Handle open;
    private GroupCommit commit;

    @BeforeEach
    void open() {
        jdbi = Jdbi.create("jdbc:h2:mem:" + getClass().getSimpleName() + System.identityHashCode(this));
        open = jdbi.open();
        open.execute("CREATE TABLE number (n INTEGER PRIMARY KEY)");
        commit = new GroupCommit(jdbi, handle -> syncs.incrementAndGet());
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void aWriteIsCommittedAndSyncedBeforeItReturns() {
        int answer = commit.run(handle -> insert(handle, 1));

        assertThat(answer).isEqualTo(1);
        assertThat(numbers()).containsExactly(1);
        assertThat(syncs).hasValue(1);
    }

    @Test
    void whoWaitsMeanwhileSharesOneCommit() {
        List<FutureTask<Integer>> writes = group(IntStream.range(1, 21)
                .<Work>mapToObj(n -> handle -> insert(handle, n))
                .toList());

        assertThat(writes).extracting(FutureTask::resultNow).containsExactlyElementsOf(range(1, 21));
        assertThat(numbers()).containsExactlyElementsOf(range(0, 21));
        assertThat(syncs).as("the one that was writing, and all that waited").hasValue(2);
    }

    @Test
    void manyThreadsWritesAreAllThere() {
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(thread -> Thread.ofPlatform()
                        .start(() -> IntStream.range(0, 100)
                                .forEach(i -> commit.run(handle -> insert(handle, thread * 100 + i)))))
                .toList();
        threads.forEach(GroupCommitTest::join);

        assertThat(numbers()).containsExactlyElementsOf(range(0, 800));
        assertThat(syncs.get()).isBetween(100, 800);
    }

    @Test
    void aFailedPieceIsRolledBackAlone() {
        List<FutureTask<Integer>> writes = group(List.of(
                handle -> insert(handle, 1),
                handle -> {
                    insert(handle, 2);
                    throw new IllegalStateException("no");
                },
                handle -> insert(handle, 0), // is there already
                handle -> insert(handle, 3)));

        assertThat(numbers()).containsExactly(0, 1, 3);
        assertThat(writes.get(0).resultNow()).isEqualTo(1);
        assertThat(writes.get(1).exceptionNow())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(writes.get(2).exceptionNow()).isNotNull();
        assertThat(writes.get(3).resultNow()).isEqualTo(3);
    }

    @Test
    void anErrorInOnePieceDoesNotLoseTheOthers() {
        List<FutureTask<Integer>> writes = group(List.of(
                handle -> insert(handle, 1),
                handle -> {
                    throw new StackOverflowError("deep");
                },
                handle -> insert(handle, 3)));

        assertThat(numbers()).containsExactly(0, 1, 3);
        assertThat(writes.get(1).exceptionNow()).isInstanceOf(StackOverflowError.class);
        assertThat(List.of(writes.get(0).resultNow(), writes.get(2).resultNow()))
                .containsExactly(1, 3);
    }

    @Test
    void nobodyIsToldDoneWhereTheDiskRefuses() {
        commit = new GroupCommit(jdbi, handle -> {
            if (syncs.incrementAndGet() > 1) {
                throw new CompletionException("disk full", null);
            }
        });

        List<FutureTask<Integer>> writes = group(List.of(handle -> insert(handle, 1), handle -> insert(handle, 2)));

        assertThat(writes).extracting(FutureTask::exceptionNow).allMatch(e -> "disk full".equals(e.getMessage()));
    }

    @Test
    void afterAFailureTheNextWriteGoesThrough() {
        assertThatThrownBy(() -> commit.run(handle -> handle.execute("no SQL"))).isNotNull();

        commit.run(handle -> insert(handle, 1));

        assertThat(numbers()).containsExactly(1);
    }

    @Test
    void aPieceOfWorkMayGiveNothing() {
        String nothing = commit.run(handle -> null);

        assertThat(nothing).isNull();
    }

    private interface Work extends java.util.function.Function<Handle, Integer> {}

    /** Runs the pieces as one group: a first write, of 0, goes on until all of them wait for it. */
    private List<FutureTask<Integer>> group(List<Work> pieces) {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Thread first = Thread.ofPlatform()
                .start(() -> commit.run(handle -> {
                    writing.countDown();
                    await(go);
                    return insert(handle, 0);
                }));
        await(writing);
        List<FutureTask<Integer>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Work piece : pieces) {
            FutureTask<Integer> task = new FutureTask<>(() -> commit.run(piece));
            tasks.add(task);
            threads.add(Thread.ofPlatform().start(task));
            while (threads.getLast().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        join(first);
        threads.forEach(GroupCommitTest::join);
        return tasks;
    }

    private static int insert(Handle handle, int n) {
        handle.execute("INSERT INTO number VALUES (?)", n);
        return n;
    }

    private List<Integer> numbers() {
        return open.createQuery("SELECT n FROM number ORDER BY n")
                .mapTo(Integer.class)
                .list();
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

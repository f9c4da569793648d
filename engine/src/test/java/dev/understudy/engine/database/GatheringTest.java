package dev.understudy.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of many threads in few pieces of work. */
@Timeout(60)
class GatheringTest {
    private final List<List<Integer>> pieces = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    /** Squares numbers; the piece with the number 0 in it goes on until it is told to end. */
    private List<Integer> squares(List<Integer> numbers) {
        pieces.add(numbers);
        if (numbers.contains(0)) {
            working.countDown();
            await(go);
        }
        return numbers.stream().map(n -> n * n).toList();
    }

    @Test
    void aCallAloneIsWorkedOnAtOnce() {
        Gathering<Integer, Integer> gathering = new Gathering<>(1, 100, n -> 1, this::squares);

        assertThat(gathering.run(7)).isEqualTo(49);
        assertThat(gathering.run(8)).isEqualTo(64);
        assertThat(pieces).containsExactly(List.of(7), List.of(8));
    }

    @Test
    void whoWaitsIsWorkedOnTogetherAndInOrder() {
        Gathering<Integer, Integer> gathering = new Gathering<>(1, 100, n -> 1, this::squares);

        List<FutureTask<Integer>> calls = whileZeroIsWorkedOn(gathering, List.of(1, 2, 3));

        assertThat(calls).extracting(FutureTask::resultNow).containsExactly(1, 4, 9);
        assertThat(pieces).containsExactly(List.of(0), List.of(1, 2, 3));
    }

    @Test
    void aPieceTakesNoMoreThanItsWeightAndTheRestGoesOn() {
        Gathering<Integer, Integer> gathering = new Gathering<>(1, 10, n -> n, this::squares);

        List<FutureTask<Integer>> calls = whileZeroIsWorkedOn(gathering, List.of(4, 5, 30, 1));

        assertThat(calls).extracting(FutureTask::resultNow).containsExactly(16, 25, 900, 1);
        assertThat(pieces).containsExactly(List.of(0), List.of(4, 5), List.of(30), List.of(1));
    }

    @Test
    void aSecondLaneDoesNotWaitForTheFirst() {
        Gathering<Integer, Integer> gathering = new Gathering<>(2, 100, n -> 1, this::squares);
        Thread first = Thread.ofPlatform().start(() -> gathering.run(0));
        await(working);

        assertThat(gathering.run(3)).isEqualTo(9);

        go.countDown();
        join(first);
    }

    @Test
    void aFailureIsToldToAllWhomItConcernsAndTheNextCallGoesThrough() {
        AtomicInteger runs = new AtomicInteger();
        Gathering<Integer, Integer> gathering = new Gathering<>(1, 100, n -> 1, numbers -> {
            List<Integer> squares = squares(numbers);
            if (runs.incrementAndGet() == 2) {
                throw new IllegalStateException("no");
            }
            return squares;
        });

        List<FutureTask<Integer>> calls = whileZeroIsWorkedOn(gathering, List.of(1, 2));

        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::get).rootCause().hasMessage("no"));
        assertThat(gathering.run(3)).isEqualTo(9);
    }

    @Test
    void manyThreadsGetTheirOwnResults() {
        Gathering<Integer, Integer> gathering = new Gathering<>(2, 5, n -> 1, this::squares);
        AtomicInteger wrong = new AtomicInteger();
        List<Thread> threads = IntStream.range(1, 17)
                .mapToObj(thread -> Thread.ofVirtual()
                        .start(() -> IntStream.range(0, 500)
                                .map(i -> thread * 1_000 + i)
                                .filter(n -> gathering.run(n) != n * n)
                                .forEach(n -> wrong.incrementAndGet())))
                .toList();
        threads.forEach(GatheringTest::join);

        assertThat(wrong).hasValue(0);
        assertThat(pieces.stream().mapToInt(List::size).sum()).isEqualTo(8_000);
        assertThat(pieces).allMatch(piece -> piece.size() <= 5);
    }

    @Test
    void anInterruptionIsKeptForLater() {
        Gathering<Integer, Integer> gathering = new Gathering<>(1, 100, n -> 1, this::squares);
        Thread first = Thread.ofPlatform().start(() -> gathering.run(0));
        await(working);
        FutureTask<Boolean> call = new FutureTask<>(() -> gathering.run(5) == 25 && Thread.interrupted());
        Thread second = Thread.ofPlatform().start(call);
        second.interrupt();
        go.countDown();
        join(first);
        join(second);

        assertThat(call.resultNow()).isTrue();
    }

    private List<FutureTask<Integer>> whileZeroIsWorkedOn(Gathering<Integer, Integer> gathering, List<Integer> calls) {
        Thread first = Thread.ofPlatform().start(() -> gathering.run(0));
        await(working);
        List<FutureTask<Integer>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int call : calls) {
            FutureTask<Integer> task = new FutureTask<>(() -> gathering.run(call));
            tasks.add(task);
            threads.add(Thread.ofPlatform().start(task));
            while (threads.getLast().getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        go.countDown();
        join(first);
        threads.forEach(GatheringTest::join);
        return tasks;
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

package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.common.TaskName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KustomizationTest {
    private static final TaskName HOTELS = new TaskName("hotels");

    @Test
    void getsAnEntryForATask() {
        assertThat(Kustomization.initial().with(HOTELS).text()).isEqualTo("""
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources:
                  - ../base
                configMapGenerator:
                  - name: understudy-model-hotels
                    envs:
                      - models/hotels.env
                """);
    }

    @Test
    void keepsTheEntryThatIsThere() {
        Kustomization once = Kustomization.initial().with(HOTELS);

        assertThat(once.with(HOTELS)).isSameAs(once);
    }

    @Test
    void tellsTasksApartWhoseNamesContainEachOther() {
        Kustomization both =
                Kustomization.initial().with(new TaskName("hotels-2")).with(HOTELS);

        assertThat(both.text()).contains("- models/hotels-2.env", "- models/hotels.env");
        assertThat(Kustomization.initial().with(HOTELS).with(new TaskName("s")).text())
                .contains("- models/s.env");
    }

    @Test
    void leavesWhatPeopleWroteAsItIs() {
        String people = """
                # ours
                configMapGenerator: # see the wiki
                # first
                - name: flags
                  literals: ["models=hotels"]
                # models/hotels.env comes later
                images:
                    - name: x
                      newTag: '7'
                """;

        String text = new Kustomization(people).with(HOTELS).text();

        assertThat(text).contains("""
                configMapGenerator:
                - name: understudy-model-hotels
                  envs:
                    - models/hotels.env
                # first
                - name: flags
                  literals: ["models=hotels"]
                # models/hotels.env comes later
                images:
                    - name: x
                      newTag: '7'
                """);
    }

    @Test
    void fillsAnEmptyList() {
        assertThat(new Kustomization("configMapGenerator: []").with(HOTELS).text())
                .isEqualTo("""
                configMapGenerator:
                  - name: understudy-model-hotels
                    envs:
                      - models/hotels.env
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"configMapGenerator: [{name: a}]\n", "\"configMapGenerator\":\n- name: a\n"})
    void refusesFormsThatNothingCanBePutInto(String text) {
        assertThatThrownBy(() -> new Kustomization(text).with(HOTELS)).hasMessageContaining("configMapGenerator");
    }
}

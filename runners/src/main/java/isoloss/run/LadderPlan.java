package isoloss.run;

import isoloss.data.json.Json;
import isoloss.run.train.Architecture;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which models to train on how many tokens.
 *
 * @param contextLength T, the same for all
 * @param heldOutTokens tokens that every model is measured on
 */
public record LadderPlan(String name, int contextLength, long heldOutTokens, List<Cell> cells) {
  private static final double BASE_RATE = 4e-3;
  private static final double BASE_WIDTH = 32;
  private static final double BASE_BATCH = 16;

  /** Size of a model apart from vocabulary and context, which the whole ladder shares. */
  public record Shape(int layers, int width, int heads) {
    Architecture architecture(int vocabulary, int contextLength) {
      return new Architecture(vocabulary, contextLength, width, layers, heads);
    }
  }

  /**
   * One model to train.
   *
   * @param trainingTokens wished; whole steps are made, see {@link #steps}
   * @param batchSize windows per step
   * @param learningRate peak of the schedule
   * @param replicate number of the seed: replicates of a cell differ in initialisation and data
   */
  public record Cell(
      Shape shape, long trainingTokens, int batchSize, double learningRate, int replicate) {
    public Cell {
      if (trainingTokens < 1 || batchSize < 1 || !(learningRate > 0)) {
        throw new IllegalArgumentException(
            "tokens %d, batch %d, learning rate %s"
                .formatted(trainingTokens, batchSize, learningRate));
      }
    }

    /** Unique in a plan. */
    public String model() {
      return "L%d-d%d-h%d-D%d-s%d"
          .formatted(shape.layers(), shape.width(), shape.heads(), trainingTokens, replicate);
    }

    /** Optimiser steps, at least one. */
    public int steps(int contextLength) {
      return Math.toIntExact(Math.max(1, trainingTokens / ((long) batchSize * contextLength)));
    }
  }

  public LadderPlan {
    cells = List.copyOf(cells);
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("a ladder without a model");
    }
    if (new LinkedHashSet<>(cells.stream().map(Cell::model).toList()).size() < cells.size()) {
      throw new IllegalArgumentException("two cells of the plan are the same");
    }
  }

  /**
   * Every shape with every number of tokens. The batch grows with the tokens (4 windows up to
   * 262,144, 8 up to 1,048,576, 16 above), so that short runs still make thousands of steps; the
   * peak learning rate follows {@code 4e-3 sqrt(32/d) sqrt(batch/16)}.
   */
  public static LadderPlan grid(
      String name, int contextLength, long heldOutTokens, List<Shape> shapes, List<Long> tokens) {
    List<Cell> cells = new ArrayList<>();
    for (Shape shape : shapes) {
      tokens.forEach(count -> cells.add(cell(shape, count, 0)));
    }
    return new LadderPlan(name, contextLength, heldOutTokens, cells);
  }

  /** A cell with batch and learning rate by the rule of {@link #grid}. */
  public static Cell cell(Shape shape, long trainingTokens, int replicate) {
    int batch = trainingTokens <= 262_144 ? 4 : trainingTokens <= 1_048_576 ? 8 : 16;
    double rate = BASE_RATE * Math.sqrt(BASE_WIDTH / shape.width()) * Math.sqrt(batch / BASE_BATCH);
    return new Cell(shape, trainingTokens, batch, rate, replicate);
  }

  /** Six sizes by five numbers of tokens and two replicates: about 75 CPU seconds. */
  public static LadderPlan quick() {
    List<Shape> shapes =
        List.of(shape(4, 1), shape(8, 1), shape(12, 1), shape(16, 1), shape(24, 2), shape(32, 2));
    List<Long> tokens = doublings(1 << 17, 5);
    return grid("quick", 16, 1 << 16, shapes, tokens)
        .with(cell(shapes.get(3), 1 << 19, 1), cell(shapes.get(3), 1 << 19, 2));
  }

  /** Eight sizes by seven numbers of tokens and replicates: tens of CPU minutes. */
  public static LadderPlan standard() {
    List<Shape> shapes =
        List.of(
            shape(4, 1),
            shape(8, 1),
            shape(12, 1),
            shape(16, 1),
            shape(24, 2),
            shape(32, 2),
            shape(48, 3),
            shape(64, 4));
    List<Long> tokens = doublings(1 << 17, 7);
    return grid("standard", 16, 1 << 19, shapes, tokens)
        .with(
            cell(shapes.get(3), 1 << 19, 1),
            cell(shapes.get(3), 1 << 19, 2),
            cell(shapes.get(3), 1 << 21, 1),
            cell(shapes.get(3), 1 << 21, 2),
            cell(shapes.get(5), 1 << 21, 1),
            cell(shapes.get(5), 1 << 21, 2));
  }

  /** The plan with further cells. */
  public LadderPlan with(Cell... more) {
    List<Cell> all = new ArrayList<>(cells);
    all.addAll(List.of(more));
    return new LadderPlan(name, contextLength, heldOutTokens, all);
  }

  /**
   * What a plan costs.
   *
   * @param trainingFlops sum of {@code 6 N D}
   * @param cpuSeconds a rough guess from measurements on one kind of machine
   */
  public record Estimate(
      int models, double trainingTokens, double trainingFlops, double cpuSeconds) {}

  /** The cost for a vocabulary, without running anything. */
  public Estimate estimate(int vocabulary) {
    double tokens = 0;
    double flops = 0;
    double seconds = 0;
    for (Cell cell : cells) {
      double cellTokens = (double) cell.steps(contextLength) * cell.batchSize() * contextLength;
      tokens += cellTokens;
      flops += 6.0 * cell.shape().architecture(vocabulary, contextLength).parameters() * cellTokens;
      seconds += cpuSeconds(cell, vocabulary);
    }
    return new Estimate(cells.size(), tokens, flops, seconds);
  }

  /** Steps cost a fixed time per layer, a time per logit, and their FLOPs. */
  double cpuSeconds(Cell cell, int vocabulary) {
    Architecture architecture = cell.shape().architecture(vocabulary, contextLength);
    double tokensPerStep = (double) cell.batchSize() * contextLength;
    double perStep =
        1.2e-4
            + 1e-4 * architecture.layers()
            + 2e-9 * tokensPerStep * vocabulary
            + architecture.trainingFlopsPerToken() * tokensPerStep / 5e10;
    double scoring = heldOutTokens * (1e-6 + 2.0 * architecture.parameters() / 5e10);
    return 0.1 + perStep * cell.steps(contextLength) + scoring;
  }

  /** For the run log. */
  Map<String, @Nullable Object> describe() {
    return Json.object(
        "name",
        name,
        "contextLength",
        contextLength,
        "heldOutTokens",
        heldOutTokens,
        "cells",
        cells.stream().map(Cell::model).toList(),
        "batchSizes",
        cells.stream().map(Cell::batchSize).toList(),
        "learningRates",
        cells.stream().map(Cell::learningRate).toList());
  }

  private static Shape shape(int width, int heads) {
    return new Shape(1, width, heads);
  }

  private static List<Long> doublings(long first, int count) {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(first << i);
    }
    return all;
  }
}

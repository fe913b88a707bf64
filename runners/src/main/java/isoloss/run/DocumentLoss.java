package isoloss.run;

/**
 * Loss of a model on one held-out document.
 *
 * @param lossNats sum over the scored tokens
 */
public record DocumentLoss(String document, double lossNats, int tokens) {}

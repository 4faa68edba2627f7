namespace DmaModel.Measurement;

/// <summary>A run broke a law that holds for every real machine: the model is wrong, and no number of the run is to be
/// believed.</summary>
public sealed class LawBrokenException(string message) : Exception(message);

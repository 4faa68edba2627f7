namespace DmaModel.Experiments.Journals;

/// <summary>Something in a journal that is not as it was written.</summary>
/// <param name="Path">The journal.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Disputed">The run that two rows tell differently, if that is what is wrong.</param>
internal sealed record JournalDamage(string Path, int Line, string What, RunKey? Disputed);

namespace DmaModel.Tests;

/// <summary>Tests that no other may run beside, because they measure what all share.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

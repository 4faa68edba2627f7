namespace DmaModel.Measurement;

/// <summary>The stages as a list, with the names that columns and figures use.</summary>
public static class Stages
{
    /// <summary>Every stage, in the order of <see cref="Stage"/>.</summary>
    public static IReadOnlyList<Stage> All { get; } = Enum.GetValues<Stage>();

    /// <summary>The number of stages.</summary>
    public static int Count => All.Count;

    /// <summary>The stage's name in a column, such as 'cpu_wait'.</summary>
    public static string Name(Stage stage) => SnakeCase.Of(stage.ToString());
}

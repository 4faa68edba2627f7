using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Experiments.Sweeps;
using DmaModel.Platforms;
using DmaModel.Workload;

namespace DmaModel.Experiments.Results;

/// <summary>The columns that say what a scenario was: its number, its factors, and then every other parameter.</summary>
public sealed class ParameterColumns
{
    // What is the same for all runs, and so stands in the manifest, or is no parameter of one run.
    private static readonly string[] Left = ["run.replications", "run.confidence"];

    private readonly List<(Column Column, Func<ScenarioPoint, Cell> Cell)> _columns = [];

    /// <summary>Makes the columns of an experiment with these factors.</summary>
    public ParameterColumns(IReadOnlyList<Factor> factors)
    {
        Add(new Column("scenario"), point => point.Index);
        for (var index = 0; index < factors.Count; index++)
            AddFactor(factors[index], index);

        Add(new Column("platform"), point => point.Scenario.Platform.Name);
        AddParameter(ScenarioPath.Find("platform.cpus")!);
        foreach (var leaf in ScenarioPath.Leaves(typeof(Scenario)))
        {
            if (!leaf.StartsWith("platform.", StringComparison.Ordinal) && !Left.Contains(leaf))
                AddParameter(ScenarioPath.Find(leaf)!);
        }
    }

    /// <summary>The columns.</summary>
    public IEnumerable<Column> Columns => _columns.Select(column => column.Column);

    /// <summary>The cells of a scenario, in the order of the columns.</summary>
    public IEnumerable<Cell> Cells(ScenarioPoint point) => _columns.Select(column => column.Cell(point));

    /// <summary>The column of a factor, which figures find its levels in.</summary>
    public static Column ColumnOf(Factor factor) =>
        factor.Path is { } path && !IsLabelled(path) ? ColumnOf(path) : new Column(Names.Column(factor.Name));

    private static Column ColumnOf(ScenarioPath path)
    {
        const string perSecond = "_per_second";
        var name = Names.Column(path.Text);
        var unit = path.Dimension?.BaseUnit ?? "";
        return new Column(name.EndsWith(perSecond, StringComparison.Ordinal) ? name[..^perSecond.Length] : name, unit);
    }

    // Whole records have no number and no word of their own; the label of their level names them.
    private static bool IsLabelled(ScenarioPath path) => RecordShape.IsRecord(path.Type);

    private static Cell CellOf(object? value) => ScenarioPath.Plain(value) switch
    {
        null => Cell.Blank,
        Enum word => Names.Of(word),
        bool yes => yes ? "true" : "false",
        int count => count,
        long count => count,
        string text => text,
        WarmUp warmUp => warmUp.ToString(),
        SizeDistribution sizes => sizes.ToString(),
        var quantity => Dimension.NumberOf(quantity),
    };

    private void AddFactor(Factor factor, int index)
    {
        if (factor.Path is null || (IsLabelled(factor.Path) && factor.Path.Type != typeof(Platform)))
            Add(ColumnOf(factor), point => point.Levels[index].Label);
        else if (factor.Path.Type != typeof(Platform))
            AddParameter(factor.Path);
        else
            Add(new Column("platform"), point => point.Scenario.Platform.Name);
    }

    private void AddParameter(ScenarioPath path)
    {
        Add(ColumnOf(path), point => CellOf(path.Get(point.Scenario)));
        if (path.Type == typeof(SizeDistribution))
            Add(
                new Column(Names.Column(path.Text) + "_mean", Dimension.Bytes.BaseUnit),
                point => ((SizeDistribution)path.Get(point.Scenario)!).MeanBytes);
    }

    // A factor comes first, and is not told again among the other parameters.
    private void Add(Column given, Func<ScenarioPoint, Cell> cell)
    {
        // Name and unit part where they part when the file is read again.
        var column = Column.FromHeader(given.Header);
        if (!_columns.Exists(known => known.Column.Name == column.Name))
            _columns.Add((column, cell));
    }
}

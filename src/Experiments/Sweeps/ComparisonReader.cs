using DmaModel.Experiments.Quantities;
using DmaModel.Experiments.Reading;
using DmaModel.Platforms;
using DmaModel.Workload;

namespace DmaModel.Experiments.Sweeps;

/// <summary>Reads one comparison of a condition, with the type that its parameter gives to the value beside it.</summary>
internal sealed class ComparisonReader(IReadOnlyCollection<string> labels, Func<Token, Place> placeOf, Findings findings)
{
    // Levels of a range are computed, so that equal numbers may differ in their last digits.
    private const double Tolerance = 1e-9;

    /// <summary>The comparison as a function; null, with findings, if it makes no sense.</summary>
    public Func<ConditionSubject, bool>? Read(Token left, Token comparison, Token right)
    {
        if (labels.Contains(left.Text))
            return Words(subject => subject.LabelOf(left.Text), comparison, _ => right.Text);

        var leftPath = ScenarioPath.FindShort(left.Text, out var severalLeft);
        var shortRight = ScenarioPath.FindShort(right.Text, out var severalRight);
        if (leftPath is null && shortRight is not null && severalLeft.Count == 0)
            return Read(right, Mirrored(comparison), left);
        if (leftPath is null)
        {
            Unknown(left, severalLeft, right, severalRight);
            return null;
        }

        if (QuantityOf(leftPath) is { } dimension)
            return Numbers(leftPath, dimension, comparison, right, shortRight);

        // Beside a word, a short name would be a guess: it may be a word itself.
        var rightPath = ScenarioPath.Find(right.Text);
        if (RecordShape.IsRecord(leftPath.Type) && leftPath.Type != typeof(Platform))
        {
            findings.Add(placeOf(left), $"'{left.Text}' has parts and cannot be compared as a whole");
            return null;
        }

        if (rightPath is not null)
            return Words(
                subject => WordOf(leftPath.Get(subject.Scenario)),
                comparison,
                subject => WordOf(rightPath.Get(subject.Scenario)));
        return IsKnownWord(leftPath, right)
            ? Words(subject => WordOf(leftPath.Get(subject.Scenario)), comparison, _ => right.Text)
            : null;
    }

    private void Unknown(Token left, IReadOnlyList<string> severalLeft, Token right, IReadOnlyList<string> severalRight)
    {
        var (token, several) = severalLeft.Count == 0 && severalRight.Count > 0 ? (right, severalRight) : (left, severalLeft);
        if (several.Count == 0)
            ScenarioPath.Read(token.Text, placeOf(token), findings);
        else
            findings.Add(
                placeOf(token), $"'{token.Text}' could be any of {string.Join(", ", several)}: name one of them in full");
    }

    private static Token Mirrored(Token comparison) => comparison with
    {
        Text = comparison.Text.Replace('<', '\0').Replace('>', '<').Replace('\0', '>'),
    };

    private static Dimension? QuantityOf(ScenarioPath path) =>
        path.Type == typeof(SizeDistribution) ? Dimension.Bytes : path.Dimension;

    private static double NumberOf(object? value) => value switch
    {
        null => double.NaN,
        SizeDistribution sizes => sizes.MeanBytes,
        _ => Dimension.NumberOf(ScenarioPath.Plain(value)!),
    };

    private static string WordOf(object? value) => value switch
    {
        null => "",
        Platform platform => platform.Name,
        Enum word => Names.Of(word),
        bool yes => yes ? "true" : "false",
        _ => value.ToString() ?? "",
    };

    private Func<ConditionSubject, bool>? Numbers(
        ScenarioPath path, Dimension dimension, Token comparison, Token right, ScenarioPath? other)
    {
        var compare = Comparer(comparison.Text);
        if (other is not null)
        {
            if (QuantityOf(other)?.BaseUnit == dimension.BaseUnit)
                return subject => compare(NumberOf(path.Get(subject.Scenario)), NumberOf(other.Get(subject.Scenario)));

            findings.Add(placeOf(right), $"'{path.Text}' is {dimension.Name}, and '{right.Text}' is not");
            return null;
        }

        if (QuantityText.Read(dimension, right.Text, out var number) is { } problem)
        {
            findings.Add(placeOf(right), $"'{path.Text}': {problem.Text}", problem.Nearest);
            return null;
        }

        return subject => compare(NumberOf(path.Get(subject.Scenario)), number);
    }

    private Func<ConditionSubject, bool>? Words(
        Func<ConditionSubject, string> left, Token comparison, Func<ConditionSubject, string> right)
    {
        if (comparison.Text is "==")
            return subject => left(subject) == right(subject);
        if (comparison.Text is "!=")
            return subject => left(subject) != right(subject);

        findings.Add(placeOf(comparison), $"words have no order: only == and != compare them, not '{comparison.Text}'");
        return null;
    }

    private bool IsKnownWord(ScenarioPath path, Token right)
    {
        var known = path.Type.IsEnum ? Names.OfAll(path.Type) : path.Type == typeof(bool) ? ["false", "true"] : [];
        if (known.Count == 0 || known.Contains(right.Text))
            return true;

        findings.AddUnknown(placeOf(right), $"unknown {path.Text} '{right.Text}'", right.Text, known);
        return false;
    }

    private static Func<double, double, bool> Comparer(string comparison) => comparison switch
    {
        "==" => Same,
        "!=" => (left, right) => !Same(left, right),
        "<" => (left, right) => left < right && !Same(left, right),
        "<=" => (left, right) => left < right || Same(left, right),
        ">" => (left, right) => left > right && !Same(left, right),
        _ => (left, right) => left > right || Same(left, right),
    };

    private static bool Same(double left, double right) =>
        left == right || Math.Abs(left - right) <= Tolerance * Math.Max(Math.Abs(left), Math.Abs(right));
}

using DmaModel.Analysis.Figures;
using DmaModel.Analysis.Tables;
using DmaModel.Experiments.Figures;
using DmaModel.Experiments.Results;

namespace DmaModel.Experiments.Finding;

/// <summary>A sensitivity analysis as files.</summary>
public static class SensitivityFiles
{
    /// <summary>Writes all numbers and both figures into a folder.</summary>
    /// <param name="result">The analysis.</param>
    /// <param name="subtitle">The conditions that it holds under.</param>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <exception cref="ResultsNotWrittenException">They cannot be written.</exception>
    public static void Write(SensitivityResult result, string subtitle, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using (var rows = new StreamWriter(Path.Combine(folder, "sensitivity.csv")))
                Csv.Write(SensitivityTables.ForPrograms(result), rows);

            var writer = new SvgFigureWriter(FigureStyles.Series, FigureStyles.Segments);
            Figure[] figures = [SensitivityTables.Tornado(result, subtitle), SensitivityTables.Variance(result, subtitle)];
            foreach (var figure in figures)
                File.WriteAllText(Path.Combine(folder, figure.Id + ".svg"), writer.Write(figure));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ResultsNotWrittenException($"the results cannot be written to '{folder}': {problem.Message}", problem);
        }
    }
}

using System.ComponentModel;
using System.Diagnostics;
using DmaModel.Experiments.Cluster;

namespace DmaModel.Cli;

/// <summary>Runs other programs.</summary>
internal static class Commands
{
    /// <summary>The words that start this very program again.</summary>
    public static IReadOnlyList<string> OwnProgram
    {
        get
        {
            var host = Environment.ProcessPath ?? "";
            return Path.GetFileNameWithoutExtension(host) == "dotnet"
                ? [host, Path.Combine(AppContext.BaseDirectory, "dmamodel.dll")]
                : [host];
        }
    }

    /// <summary>Runs a program to its end.</summary>
    public static CommandAnswer Run(string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new CommandAnswer(process.ExitCode, output, error.Result);
        }
        catch (Win32Exception problem)
        {
            return new CommandAnswer(CommandAnswer.NotFound, "", problem.Message);
        }
    }
}

using DmaModel.Experiments.Reading;

namespace DmaModel.Tests.Experiments;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("strategy=copy,mmap-ring", "strategy=copy,mmap-ring")]
    [InlineData("", "''")]
    [InlineData("size >= 64KiB", "'size >= 64KiB'")]
    [InlineData("$(rm x); `y`", "'$(rm x); `y`'")]
    [InlineData("it's", "'it'\\''s'")]
    public void A_shell_reads_a_word_as_it_was(string word, string quoted)
    {
        ShellWord.Quote(word).ShouldBe(quoted);

        using var shell = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"printf %s {quoted}"]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        shell.StandardOutput.ReadToEnd().ShouldBe(word);
    }
}

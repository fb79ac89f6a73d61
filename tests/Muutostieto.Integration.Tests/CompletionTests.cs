using Muutostieto.Integration.Tests.Support;

namespace Muutostieto.Integration.Tests;

/// <summary>The completion of a real bash with the real program.</summary>
[Platform("Linux")]
public sealed class CompletionTests
{
    [TestCase("muutostieto deliv", "deliver deliveries")]
    [TestCase("muutostieto deliveries sh", "show")]
    [TestCase("muutostieto batch --verb", "--verbose")]
    public async Task Bash_completes_commands_and_options(string line, string words)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "muutostieto.dll");
        var script = $$"""
            muutostieto() { dotnet "{{program}}" "$@"; }
            source <(muutostieto completion bash)
            COMP_LINE="{{line}}" COMP_POINT={{line.Length}} COMP_WORDS=({{line}}) COMP_CWORD={{line.Split(' ').Length - 1}}
            _muutostieto
            echo "${COMPREPLY[@]}"
            """;
        Assert.That((await Programs.RunAsync("bash", Path.GetTempPath(), "-c", script)).Trim(), Is.EqualTo(words));
    }
}

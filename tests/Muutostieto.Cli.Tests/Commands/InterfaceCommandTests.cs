using Muutostieto.Cli.CommandLine;
using Muutostieto.Cli.Tests.Support;
using Muutostieto.Hosting.Connections;

namespace Muutostieto.Cli.Tests.Commands;

/// <summary>Passwords of connections, from the operator's command line.</summary>
public sealed class InterfaceCommandTests
{
    [Test]
    public async Task A_password_is_made_and_shown_once_with_the_hash_that_it_fits()
    {
        var made = (await InProcess.RunAsync("interface", "password")).AssertDone();
        var lines = made.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(2));
        Assert.That(lines[0], Does.Match("^password  [A-Za-z2-9]{24}$"));
        Assert.That(lines[1], Does.StartWith("hash      $pbkdf2-sha256$600000$"));
        Assert.That(PasswordHash.Parse(lines[1][10..])!.Fits(lines[0][10..]), Is.True);
        Assert.That(made.Errors, Does.Contain("shown this once").And.Not.Contain(lines[0][10..]));
    }

    [Test]
    public async Task A_password_that_is_read_is_not_repeated()
    {
        var read = (await ReadAsync("salainen sana 1\r\nmuuta\n")).AssertDone();
        Assert.That(read.Output + read.Errors, Does.Not.Contain("salainen"));
        Assert.That(PasswordHash.Parse(read.Output.Trim())!.Fits("salainen sana 1"), Is.True);
    }

    [Test]
    public async Task Its_json_has_the_password_only_when_it_was_made()
    {
        var made = (await InProcess.RunAsync("interface", "password", "--json")).AssertDone().Json;
        var read = (await ReadAsync("salainen sana 1\n", "--json")).AssertDone().Json;
        Assert.That(PasswordHash.Parse(made.GetProperty("hash").GetString()!)!.Fits(made.GetProperty("password").GetString()!), Is.True);
        Assert.That(read.GetProperty("password").ValueKind, Is.EqualTo(System.Text.Json.JsonValueKind.Null));
    }

    [TestCase("")]
    [TestCase("pwd\n")]
    [TestCase("sähköinen sana\n")]
    [TestCase("sala\tinen sana\n")]
    public async Task A_password_that_some_client_cannot_send_or_that_is_soon_guessed_is_refused(string input)
    {
        var refused = await ReadAsync(input);
        Assert.That(refused.Code, Is.EqualTo(2));
        Assert.That(refused.Errors, Does.Contain("12 to 256").And.Contain("leave --stdin out").And.Not.Contain("sana"));
        Assert.That(refused.Output, Is.Empty);
    }

    private static async Task<Outcome> ReadAsync(string input, params string[] options)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(output, errors, ShowsProgress: false) { In = new StringReader(input) };
        string[] arguments = ["interface", "password", "--stdin", .. options];
        var code = await Invocation.RunAsync(MuutostietoCommand.Create(terminal, TimeProvider.System), arguments, terminal);
        return new Outcome(code, output.ToString(), errors.ToString());
    }
}

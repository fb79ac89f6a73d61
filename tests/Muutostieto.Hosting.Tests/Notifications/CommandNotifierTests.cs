using System.Diagnostics;
using System.Text.Json;
using Muutostieto.Hosting.Notifications;
using Muutostieto.Hosting.Settings;

namespace Muutostieto.Hosting.Tests.Notifications;

[Platform("Linux,MacOsX")]
public sealed class CommandNotifierTests
{
    private string folder = "";

    [SetUp]
    public void SetUp() => folder = Directory.CreateTempSubdirectory("muutostieto-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(folder, recursive: true);

    [Test]
    public async Task The_message_is_one_line_of_JSON_on_its_input_and_its_arguments_are_as_they_stand()
    {
        var file = Path.Combine(folder, "told; $(touch x) *");
        await NotifyAsync("cat > \"$1\"; echo much; echo more >&2", file);
        var lines = await File.ReadAllLinesAsync(file);
        using var json = JsonDocument.Parse(lines.Single());
        Assert.That(
            json.RootElement.EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "program", "host", "at", "events" }));
        Assert.That(
            json.RootElement.GetProperty("events")[0].EnumerateObject().Select(member => member.Name),
            Is.EqualTo(new[] { "kind", "permit", "delivery", "since", "exitCode", "message" }));
        Assert.That(lines[0], Does.Contain("Ääkkönen"));
    }

    [Test]
    public void A_program_that_fails_is_reported_by_its_exit_code() =>
        Assert.That(
            () => NotifyAsync("cat > /dev/null; exit 7"),
            Throws.TypeOf<NotificationException>().With.Message.Contains("exit code 7"));

    [Test]
    public async Task A_program_that_does_not_read_is_no_failure() => await NotifyAsync("exec 0<&-; exit 0");

    [Test]
    public async Task What_it_leaves_running_is_not_waited_for()
    {
        var note = Path.Combine(folder, "pid");
        var began = Stopwatch.GetTimestamp();
        await NotifyAsync("cat > /dev/null; sleep 120 & echo $! > \"$1\"", note);
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromSeconds(60)));
        using var left = Process.GetProcessById(
            int.Parse(await File.ReadAllTextAsync(note), System.Globalization.CultureInfo.InvariantCulture));
        left.Kill();
    }

    [Test]
    public void A_program_that_there_is_not_is_reported() =>
        Assert.That(
            () =>
                new CommandNotifier(new CommandNotifySettings(Path.Combine(folder, "none"), [], 5)).NotifyAsync(
                    Some.Message,
                    CancellationToken.None),
            Throws.TypeOf<NotificationException>().With.Message.Contains("cannot be started"));

    [Test]
    public async Task Over_its_time_it_is_killed_with_what_it_started()
    {
        var note = Path.Combine(folder, "pid");
        Assert.That(
            () => NotifyAsync("sleep 300 & echo $! > \"$1\"; wait", note, seconds: 1),
            Throws.TypeOf<NotificationException>().With.Message.Contains("more than 1 seconds"));
        var child = int.Parse(await File.ReadAllTextAsync(note), System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(() => IsAlive(child), Is.False.After(5000, 50));
    }

    private static Task NotifyAsync(string script, string argument = "", int seconds = 20) =>
        new CommandNotifier(new CommandNotifySettings("sh", ["-c", script, "sh", argument], seconds)).NotifyAsync(
            Some.Message,
            CancellationToken.None);

    /// <summary>A killed process that has not been reaped is dead too.</summary>
    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !File.Exists($"/proc/{id}/stat") || !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using Muutostieto.Cli.CommandLine;
using Muutostieto.Server.Tests.Support;

namespace Muutostieto.Cli.Tests.CommandLine;

public sealed class StatusScreenTests
{
    [Test]
    public void All_is_well_on_a_wide_terminal() => Assert.That(StatusScreen.Draw(SomeStatus.Well, 120, colour: false), Is.EqualTo(
        """
        Muutostieto  2026-11-29 08:00  ✓ all is well
          last run  batch 2026-11-29 03:00, 12.3 s, exit code 0
          register  journal key 76,233

         permit         last         state          count  published         received          next
         kainuu-laajat  changes 001  published    1,204 l  2026-11-08 08:01  -                 2026-11-30 04:30

         connection         last fetch        last key    behind
         kainuu             2026-11-29 06:00      75,000     1,233
         uusi               -                          -         -

        """.ReplaceLineEndings("\n")));

    [Test]
    public void All_is_well_on_a_terminal_of_80_columns() =>
        Assert.That(
            StatusScreen.Draw(SomeStatus.Well, 80, colour: false),
            Does.EndWith(
                """
                 permit         last         state          count  publ.  recv.  next
                 kainuu-laajat  changes 001  published    1,204 l  11-08  -      11-30 04:30

                 connection         last fetch        last key    behind
                 kainuu             2026-11-29 06:00      75,000     1,233
                 uusi               -                          -         -

                """.ReplaceLineEndings("\n")));

    [Test]
    public void The_source_of_a_fed_register_is_below_it()
    {
        Assert.That(
            StatusScreen.Draw(SomeStatus.Fed, 80, colour: false),
            Does.Contain(
                """
                  register  journal key 76,233
                  source    key 91,500, up to date 2026-11-29 06:00, 3 fetches failed since
                  notice    12 non-disclosure orders presumed, as the source masks the residence

                """.ReplaceLineEndings("\n")));
        Assert.That(
            StatusScreen.Draw(SomeStatus.Fed with { Feed = SomeStatus.Fed.Feed! with { Loaded = false } }, 80, colour: false),
            Does.Contain("  source    not loaded"));
    }

    [Test]
    public void Without_the_ledger_nothing_is_said_to_be_due()
    {
        var unknown = SomeStatus.Well.Permits[0] with { IsKnown = false, Deliveries = [], Next = null };
        var status = SomeStatus.Well with { Connections = [], Permits = [unknown] };
        Assert.That(
            StatusScreen.Draw(status, 120, colour: false),
            Does.EndWith(" kainuu-laajat  ?            ?                  -  -                 -                 not known\n"));
    }

    [TestCase(60)]
    [TestCase(80)]
    [TestCase(120)]
    public void What_needs_action_comes_first_with_what_to_do_and_no_line_is_longer_than_the_screen(int width)
    {
        var lines = StatusScreen.Draw(SomeStatus.Ill, width, colour: false).Split('\n');
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Does.EndWith("! 4 things need you"));
            Assert.That(lines, Has.Some.StartsWith("! overdue kainuu-laajat, since 2026-11-29 08:00"));
            Assert.That(lines.Where(line => line.Length > Math.Max(width, 80) && line.Contains(' ', StringComparison.Ordinal)), Is.Empty);
            Assert.That(string.Join(' ', lines), Does.Contain("Ask its recipient."));
        }
    }

    [Test]
    public void Colours_are_put_around_words_and_never_in_their_place()
    {
        var coloured = StatusScreen.Draw(SomeStatus.Ill, 100, colour: true);
        Assert.That(coloured, Does.Contain("\u001b[31m"));
        Assert.That(
            System.Text.RegularExpressions.Regex.Replace(coloured, "\u001b\\[[0-9]+m", ""),
            Is.EqualTo(StatusScreen.Draw(SomeStatus.Ill, 100, colour: false)));
    }
}

namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the auditors' pages.</summary>
internal sealed class AuditorWords(string language) : AreaWords("AuditorWords", language), IAreaWords<AuditorWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string Verify => Text();

    public string VerifyWhat => Text();

    public string IdentityCode => Text();

    public string CodeHint => Text();

    public string Reason => Text();

    public string ReasonHint => Text();

    public string Ask => Text();

    public string CodeFault => Text();

    public string ReasonFault => Text();

    public string Answer => Text();

    public string Unknown => Text();

    public string NotWhole => Text();

    public string HasItNow => Text();

    public string HadIt => Text();

    public string None => Text();

    public string When => Text();

    public string Recipient => Text();

    public string Permit => Text();

    public string Groups => Text();

    public string ReportPage => Text();

    public string ReportText => Text();

    public string AskAnother => Text();

    public string VerifyLead => Text();

    public string Begin => Text();

    public string NotProved => Text();

    public string VerifyFailed => Text();

    static AuditorWords IAreaWords<AuditorWords>.In(string language) => new(language);

    internal string EntryOf(string entry) => Format(Text("EntryOf"), entry);

    internal string RunningAt(string done, string steps) => Format(Text("Running"), done, steps);

    internal string ProvedWith(string entries) => Format(Text("Proved"), entries);
}

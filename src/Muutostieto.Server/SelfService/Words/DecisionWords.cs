namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the queue and of decisions.</summary>
internal sealed class DecisionWords(string language) : AreaWords("DecisionWords", language), IAreaWords<DecisionWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string None => Text();

    public string Application => Text();

    public string Order => Text();

    public string Recipient => Text();

    public string Submitted => Text();

    public string MayNot => Text();

    public string Id => Text();

    public string IdHint => Text();

    public string CustomerNumber => Text();

    public string RegisterName => Text();

    public string Drop => Text();

    public string Decision => Text();

    public string ValidFrom => Text();

    public string ValidTo => Text();

    public string Right => Text();

    public string Kind => Text();

    public string Choose => Text();

    public string EndCustomer => Text();

    public string Reason => Text();

    public string Look => Text();

    public string Approve => Text();

    public string Confirm => Text();

    public string Refuse => Text();

    public string Return => Text();

    public string Faults => Text();

    public string Taken => Text();

    public string Disk => Text();

    public string File => Text();

    public string ChangedWhat => Text();

    public string BackToQueue => Text();

    static DecisionWords IAreaWords<DecisionWords>.In(string language) => new(language);

    internal string RightOf(string value) => Text($"Right.{value}");

    internal string RecipientKindOf(string value) => Text($"Kind.{value}");

    internal string AwaitsOf(string first) => Format(Text("Awaits"), first);

    internal string LookAt(string file) => Format(Text("LookAt"), file);

    internal string ReadOnlyAt(string file) => Format(Text("ReadOnly"), file);

    internal string ChangedBy(string? user) => Format(Text("Changed"), user ?? "?");

    internal string NotPossibleFor(string why) => Format(Text("NotPossible"), why);
}

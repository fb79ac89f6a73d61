using Muutostieto.SelfService.Contacts;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>Words of the pages of contact persons.</summary>
internal sealed class ContactWords(string language) : AreaWords("ContactWords", language), IAreaWords<ContactWords>
{
    public string Task => Text();

    public string TaskWhat => Text();

    public string None => Text();

    public string New => Text();

    public string Edit => Text();

    public string Change => Text();

    public string Remove => Text();

    public string RemoveTitle => Text();

    public string Kind => Text();

    public string Name => Text();

    public string Email => Text();

    public string Phone => Text();

    public string Changed => Text();

    public string Save => Text();

    public string Actions => Text();

    static ContactWords IAreaWords<ContactWords>.In(string language) => new(language);

    internal string KindOf(ContactKind kind) => Text($"Kind.{kind}");

    internal string RemoveOf(string name) => Format(Text("RemoveWhat"), name);

    internal string TooManyOf(long most) => Format(Text("TooMany"), most);
}

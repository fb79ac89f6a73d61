using Muutostieto.SelfService.Access;

namespace Muutostieto.Server.SelfService.Words;

/// <summary>The words around every page, of login, of notices and of forms.</summary>
internal sealed class FrameWords(string language) : AreaWords("FrameWords", language), IAreaWords<FrameWords>
{
    public string ServiceName => Text();

    public string LanguageChoice => Text();

    public string Skip => Text();

    public string Tasks => Text();

    public string LogIn => Text();

    public string LogOut => Text();

    public string LoggedInAs => Text();

    public string Welcome => Text();

    public string WelcomeWhat => Text();

    public string NoRoles => Text();

    public string NoRolesWhat => Text();

    public string YourTasks => Text();

    public string LoggedOutTitle => Text();

    public string LoggedOutWhat => Text();

    public string LogOutThere => Text();

    public string Home => Text();

    public string ErrorSummary => Text();

    public string ErrorPrefix => Text();

    public string DateHint => Text();

    public string Previous => Text();

    public string Next => Text();

    public string Pages => Text();

    public string Cancel => Text();

    public string Optional => Text();

    static FrameWords IAreaWords<FrameWords>.In(string language) => new(language);

    internal string RoleOf(Role role) => Text($"Role.{role}");

    /// <summary>What is missing of the user's account, and what to do.</summary>
    internal string WhatOf(MissingClaim claim) => Text($"Missing.{claim}");

    internal string TitleOf(Notice notice) => Text($"Notice.{notice}");

    internal string WhatToDo(Notice notice) => Text($"Notice.{notice}.Do");

    /// <summary>With what an operator finds in the log.</summary>
    internal string TraceOf(string number) => Format(Text("Trace"), number);

    internal string PageOf(string page, string pages) => Format(Text("PageOf"), page, pages);
}

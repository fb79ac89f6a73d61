namespace Muutostieto.Server.SelfService.Words;

/// <summary>What a page says when it cannot show what was asked for.</summary>
internal enum Notice
{
    /// <summary>There is nothing at the address, or nothing that the user may see: both in the same words.</summary>
    NotFound,

    /// <summary>A form came without a session.</summary>
    LoggedOut,

    /// <summary>A form came without its token, or with that of another session.</summary>
    StaleForm,

    /// <summary>A form is being worked on, or broke off in the middle.</summary>
    InDoubt,

    /// <summary>What was sent is larger than is taken.</summary>
    TooLarge,

    /// <summary>What was sent cannot be read, or did not come in time.</summary>
    Unreadable,

    /// <summary>The provider of logins does not answer.</summary>
    ProviderAway,

    /// <summary>The provider refused the login, or the user broke it off.</summary>
    LoginRefused,

    /// <summary>The login took too long, or was begun in another window.</summary>
    LoginExpired,

    /// <summary>The login was of a weaker kind than is required.</summary>
    LoginWeak,

    /// <summary>The provider says too little of the user.</summary>
    LoginUnknown,

    /// <summary>Something that the service needs cannot be read now.</summary>
    Away,

    /// <summary>An error of the program itself.</summary>
    Fault,
}

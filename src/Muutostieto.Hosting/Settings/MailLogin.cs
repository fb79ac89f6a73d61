namespace Muutostieto.Hosting.Settings;

/// <summary>
/// An account of the mail server. Its password is read at each connection and is in no setting: one of file and variable is set.
/// </summary>
/// <param name="User">The account's name.</param>
/// <param name="PasswordFile">A file whose first line is the password, readable by its owner alone.</param>
/// <param name="PasswordVariable">The name of an environment variable.</param>
public sealed record MailLogin(string User, string? PasswordFile, string? PasswordVariable);

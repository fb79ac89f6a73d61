using System.Reflection;

namespace Muutostieto.Drops.Tests.Support;

/// <summary>A double of one of the library's interfaces: one member answers, any other is a fault of the test.</summary>
public class Answering : DispatchProxy
{
    private string member = "";
    private object? answer;

    /// <summary>A double whose member of that name gives the answer each time.</summary>
    internal static T To<T>(string member, object answer)
        where T : class
    {
        var proxy = Create<T, Answering>();
        var answering = (Answering)(object)proxy;
        (answering.member, answering.answer) = (member, answer);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == member ? answer : throw new NotSupportedException(targetMethod?.Name);
}

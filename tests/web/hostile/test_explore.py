import pytest, time
from mingbai_web.accounts.roles import Role
from tests.web.hostile.world import World, browser
from tests.web.hostile.walking import NAMES, addresses, forms
pytestmark = pytest.mark.django_db
ORDER=[Role.CASE_OFFICER,Role.REGISTRAR,Role.SYSTEM_ADMIN,Role.SECURITY_ADMIN,Role.COMPILER,Role.LEADER,Role.DEPARTMENT_HEAD,Role.SECRECY_REVIEWER,Role.WORKING_BODY_HEAD,Role.AUDIT_ADMIN,Role.SUPERVISOR]
def test_explore():
    t=time.process_time()
    w=World.made()
    print("world", time.process_time()-t)
    clients={r:w.client(r) for r in ORDER}
    n=0; t=time.process_time()
    seen=set()
    for name in NAMES:
        t0=time.process_time()
        office=NAMES[name].startswith("office/")
        got={}
        ff=0
        for a in addresses(name,w):
            if "." in a: continue
            who=clients.items() if office else [(None,browser())]
            for r,c in who:
                ans=c.get(a); n+=1
                got[ans.status_code]=got.get(ans.status_code,0)+1
                if ans.status_code>=500: print("!!!!",a,r,ans.status_code)
                if ans.status_code==200 and ans.get("Content-Type","").startswith("text/html"):
                    for f in forms(a,ans.content):
                        k=(f.action if f.action!=a else name,f.method,tuple(x[0] for x in f.fields))
                        if k not in seen and f.method=="post": seen.add(k); ff+=1
                    break
        with open("/tmp/explore.out","a") as o: print(name,NAMES[name],got,"forms",ff,round(time.process_time()-t0,2),file=o)
    print(n,"gets",time.process_time()-t, len(seen))
    assert 0
